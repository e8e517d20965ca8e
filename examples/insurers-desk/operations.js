// @ts-check

export const start = /* GraphQL */ `
  query Start {
    viewer {
      role
      tokenExpiresAt
      subject {
        ... on Institution {
          name
        }
      }
    }
    programmes(first: 20) {
      nodes {
        code
        title
        openForPush
        policyPushUntil
      }
    }
  }
`;

export const signIn = /* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      token
      userErrors {
        message
      }
    }
  }
`;

const submissionFields = /* GraphQL */ `
  fragment SubmissionFields on Submission {
    id
    status
    fileName
    dryRun
    rowCount
    acceptedCount
    correctedCount
    failedCount
    warningCount
    flaggedCount
    subsidyPreview
    fault {
      message
    }
    notes {
      message
    }
  }
`;

export const progress = /* GraphQL */ `
  subscription Progress($submission: ID!) {
    submissionProgressed(submissionId: $submission) {
      share
      submission {
        ...SubmissionFields
      }
    }
  }
  ${submissionFields}
`;

export const rowsToRead = /* GraphQL */ `
  query RowsToRead($submission: ID!) {
    submission(id: $submission) {
      failed: rows(filter: { failed: true }, first: 50) {
        nodes {
          index
          rowKey
          userErrors {
            message
          }
        }
      }
      warned: rows(filter: { warned: true }, first: 50) {
        nodes {
          index
          rowKey
          policy {
            policyNo
          }
          warnings {
            message
          }
        }
      }
    }
  }
`;

export const policies = /* GraphQL */ `
  query Policies($filter: PolicyFilter!, $after: String) {
    policies(filter: $filter, first: 20, after: $after) {
      totalCount
      nodes {
        id
        policyNo
        insuredName
        premium
        missingDocuments
        product {
          name
        }
        outcome {
          status
          leftOut {
            conditions {
              reason
              found
              needed
              remedy
              until
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const attach = /* GraphQL */ `
  mutation Attach($input: AttachDocumentInput!) {
    attachDocument(input: $input) {
      userErrors {
        message
      }
    }
  }
`;
