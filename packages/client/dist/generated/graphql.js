export class TypedDocumentString extends String {
    __apiType;
    value;
    __meta__;
    constructor(value, __meta__) {
        super(value);
        this.value = value;
        this.__meta__ = __meta__;
    }
    toString() {
        return this.value;
    }
}
export const KitMyClaimsDocument = new TypedDocumentString(`
    query KitMyClaims($first: Int = 20, $after: String) {
  claims(first: $first, after: $after) {
    nodes {
      id
      version
      status
      claimBy
      calculatedAmount
      capCut
      grantedAmount
      programme {
        id
        code
        title
      }
      lines {
        base
        rate
        subsidy
        section
        product {
          id
          name
        }
      }
      payments {
        status
        reason
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const KitConfirmClaimDocument = new TypedDocumentString(`
    mutation KitConfirmClaim($input: ConfirmClaimInput!) {
  confirmClaim(input: $input) {
    claim {
      id
      version
      status
    }
    userErrors {
      code
      path
      message
      details
    }
  }
}
    `);
export const KitClaimStatusChangedDocument = new TypedDocumentString(`
    subscription KitClaimStatusChanged($after: String) {
  claimStatusChanged(after: $after) {
    cursor
    occurredAt
    fromStatus
    toStatus
    claim {
      id
      version
      status
      grantedAmount
    }
  }
}
    `);
export const KitSubmitPoliciesDocument = new TypedDocumentString(`
    mutation KitSubmitPolicies($input: SubmitPoliciesInput!) {
  submitPolicies(input: $input) {
    submission {
      id
      status
      acceptedCount
      failedCount
    }
    rows {
      index
      rowKey
      subsidyPreview
      userErrors {
        code
        path
        message
        details
      }
    }
    userErrors {
      code
      path
      message
      details
    }
  }
}
    `);
export const KitPoliciesDocument = new TypedDocumentString(`
    query KitPolicies($filter: PolicyFilter, $orderBy: PolicyOrder! = ACCEPTED_AT_DESC, $first: Int = 50, $after: String) {
  policies(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      id
      version
      policyNo
      insuredName
      premium
      startsOn
      endsOn
      status
      missingDocuments
      product {
        id
        code
        name
      }
      outcome {
        status
        since
        reasons
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const KitSubmissionProgressedDocument = new TypedDocumentString(`
    subscription KitSubmissionProgressed($submissionId: ID!) {
  submissionProgressed(submissionId: $submissionId) {
    share
    submission {
      id
      status
      rowCount
      acceptedCount
      failedCount
      warningCount
    }
  }
}
    `);
export const KitNoticesDocument = new TypedDocumentString(`
    query KitNotices($status: NoticeStatus, $first: Int = 20, $after: String) {
  publicityNotices(filter: {status: $status}, first: $first, after: $after) {
    nodes {
      id
      title
      status
      publishedAt
      closesOn
      workingDaysLeft
      programme {
        id
        code
        title
        documentNumber
      }
      releases {
        number
        publishedAt
        reason
        recipientCount
        totalAmount
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const KitRecipientsDocument = new TypedDocumentString(`
    query KitRecipients($noticeId: ID!, $filter: RecipientFilter, $orderBy: RecipientOrder! = RANK, $first: Int = 25, $after: String) {
  recipients(
    noticeId: $noticeId
    filter: $filter
    orderBy: $orderBy
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      id
      rank
      name
      creditCode
      amount
      city {
        id
        code
        name
        nameInEnglish
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const KitEligibilityDocument = new TypedDocumentString(`
    query KitEligibility($creditCode: String!, $programme: String!) {
  checkEligibility(creditCode: $creditCode, programme: $programme) {
    eligible
    conditions {
      condition
      verdict
      message
      remedy
    }
  }
}
    `);
export const KitNoticePublishedDocument = new TypedDocumentString(`
    subscription KitNoticePublished($after: String) {
  noticePublished(after: $after) {
    cursor
    occurredAt
    type
    notice {
      id
      title
      status
      closesOn
    }
  }
}
    `);
