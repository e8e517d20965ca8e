// @ts-check

export const newestNotice = /* GraphQL */ `
  query NewestNotice {
    publicityNotices(first: 1) {
      nodes {
        id
        title
        status
        closesOn
        workingDaysLeft
        releases {
          number
          publishedAt
          recipientCount
          totalAmount
        }
      }
    }
  }
`;

export const cities = /* GraphQL */ `
  query Cities($notice: ID!) {
    recipientFacets(noticeId: $notice) {
      cities {
        key
        name
        recipientCount
      }
    }
  }
`;

export const lines = /* GraphQL */ `
  query Lines($notice: ID!, $filter: RecipientFilter, $order: RecipientOrder!, $after: String) {
    recipients(noticeId: $notice, filter: $filter, orderBy: $order, first: 20, after: $after) {
      totalCount
      nodes {
        id
        rank
        name
        creditCode
        amount
        city {
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const line = /* GraphQL */ `
  query Line($id: ID!) {
    node(id: $id) {
      ... on Recipient {
        rank
        name
        creditCode
        amount
        city {
          name
        }
        products {
          name
        }
        qualificationKinds {
          name
        }
        history {
          kind
          occurredAt
          release
          amount
          reason
        }
      }
    }
  }
`;
