// @ts-check

export const myClaims = /* GraphQL */ `
  query MyClaims {
    viewer {
      role
      subject {
        ... on Enterprise {
          name
        }
      }
    }
    claims(first: 20) {
      nodes {
        id
        version
        status
        claimBy
        grantedAmount
        programme {
          title
        }
        explanation {
          steps {
            sentence
            amount
          }
        }
        application {
          bankName
          lastFour
        }
        hold {
          message
        }
      }
    }
  }
`;

export const accounts = /* GraphQL */ `
  query Accounts {
    bankAccounts(first: 20) {
      nodes {
        id
        bankName
        maskedNumber
        isDefault
      }
    }
    statementOfTruth {
      version
      text
    }
  }
`;

export const addAccount = /* GraphQL */ `
  mutation AddAccount($input: AddBankAccountInput!) {
    addBankAccount(input: $input) {
      bankAccount {
        id
      }
      userErrors {
        message
        path
      }
    }
  }
`;

export const confirm = /* GraphQL */ `
  mutation Confirm($input: ConfirmClaimInput!) {
    confirmClaim(input: $input) {
      claim {
        id
        status
      }
      userErrors {
        code
        message
      }
    }
  }
`;

export const changes = /* GraphQL */ `
  subscription Changes($after: String) {
    claimStatusChanged(after: $after) {
      cursor
      claim {
        id
      }
    }
  }
`;
