import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';

/**
 * The mutations that no round plays, each with the reason. A test compares this list and the steps of a life with the
 * schema: a new mutation must be played or listed here, and one that returns amounts must be played.
 */
export const notPlayed: Record<string, string> = {
  // A sign-in or a code can be used once: a client whose answer was lost requests another one.
  ...because('one-time', 'register signIn signOut resetPassword chooseRole acceptStaffInvitation requestChallenge'),
  ...because('one-time', 'requestSmsCode verifyPerson'),
  ...because('credentials', 'issueMachineCredential revokeMachineCredential registerFrontEnd revokeFrontEnd'),
  ...because('who acts for whom', 'bindEnterprise confirmBinding rejectBinding revokeBinding inviteStaff removeStaff'),
  ...because('who acts for whom', 'handOverManagement withdrawStaffInvitation requestPersonCheck confirmPersonCheck'),
  ...because('who acts for whom', 'rejectPersonCheck giveEnterpriseContacts'),
  ...because('institutions', 'registerInstitution confirmInstitution rejectInstitution'),
  ...because('institutions', 'suspendInstitution resumeInstitution'),
  ...because('lists and rules', 'importQualifications confirmListImport discardListImport lookUpCompany'),
  ...because('lists and rules', 'draftProgramme reviseProgramme draftCalendar checkDraft approveDraft returnDraft'),
  ...because('lists and rules', 'proposePaymentLayout approvePaymentLayout rejectPaymentLayout'),
  ...because('conversation', 'reportPolicyProblem answerPolicyProblem replyToPolicyProblem closePolicyProblem'),
  ...because('conversation', 'keepObjectionAttachments'),
  ...because('own settings', 'makeBankAccountDefault removeBankAccount revealBankAccount removeWebhook'),
  ...because('own settings', 'replayWebhookDelivery replayWebhook sendTestDelivery'),
  ...because('reads', 'exportRows cancelExport'),
  ...because('leaves nothing behind', 'cancelProposalComputation'),
};

/** The mutations that return amounts and that no round needs to call. */
export const neverDue: Record<string, string> = {
  acceptPayees: 'a line is on hold only where a payee check is configured, or a name differs from the register',
};

function because(reason: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reason]));
}

/** Returns the mutations whose payload has an object with an amount of money. */
export function moneyMutations(schema: GraphQLSchema): string[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter(({ type }) => objectsOf(getNamedType(type) as GraphQLObjectType).some(bearsMoney))
    .map(({ name }) => name);
}

function bearsMoney(type: GraphQLObjectType): boolean {
  return Object.values(type.getFields()).some((field) => getNamedType(field.type).name === 'Money');
}

function objectsOf(type: GraphQLObjectType): GraphQLObjectType[] {
  return Object.values(type.getFields())
    .map((field) => getNamedType(field.type))
    .filter((below) => isObjectType(below));
}
