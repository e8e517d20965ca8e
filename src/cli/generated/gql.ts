/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment SubmissionState on Submission {\n  id\n  status\n  dryRun\n  errorPolicy\n  programme {\n    code\n  }\n  fileName\n  fileFormat\n  fileSize\n  bytesRead\n  sha256\n  rowCount\n  acceptedCount\n  failedCount\n  correctedCount\n  flaggedCount\n  warningCount\n  subsidyPreview\n  submittedAt\n  startedAt\n  finishedAt\n  fault {\n    code\n    message\n  }\n  rows(filter: {warned: true}, first: 10) {\n    nodes {\n      index\n      warnings {\n        message\n      }\n    }\n  }\n}\n\nquery SubmissionState($id: ID!) {\n  submission(id: $id) {\n    ...SubmissionState\n  }\n}\n\nquery LatestSubmissions($first: Int!) {\n  submissions(first: $first) {\n    nodes {\n      ...SubmissionState\n    }\n  }\n}": typeof types.SubmissionStateFragmentDoc,
    "mutation CommandChallenge {\n  requestChallenge {\n    challenge\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandCode($input: RequestSmsCodeInput!) {\n  requestSmsCode(input: $input) {\n    expiresAt\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandSignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    token\n    roleGrants {\n      id\n      role\n    }\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandRole($input: ChooseRoleInput!) {\n  chooseRole(input: $input) {\n    token\n    userErrors {\n      message\n    }\n  }\n}": typeof types.CommandChallengeDocument,
};
const documents: Documents = {
    "fragment SubmissionState on Submission {\n  id\n  status\n  dryRun\n  errorPolicy\n  programme {\n    code\n  }\n  fileName\n  fileFormat\n  fileSize\n  bytesRead\n  sha256\n  rowCount\n  acceptedCount\n  failedCount\n  correctedCount\n  flaggedCount\n  warningCount\n  subsidyPreview\n  submittedAt\n  startedAt\n  finishedAt\n  fault {\n    code\n    message\n  }\n  rows(filter: {warned: true}, first: 10) {\n    nodes {\n      index\n      warnings {\n        message\n      }\n    }\n  }\n}\n\nquery SubmissionState($id: ID!) {\n  submission(id: $id) {\n    ...SubmissionState\n  }\n}\n\nquery LatestSubmissions($first: Int!) {\n  submissions(first: $first) {\n    nodes {\n      ...SubmissionState\n    }\n  }\n}": types.SubmissionStateFragmentDoc,
    "mutation CommandChallenge {\n  requestChallenge {\n    challenge\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandCode($input: RequestSmsCodeInput!) {\n  requestSmsCode(input: $input) {\n    expiresAt\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandSignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    token\n    roleGrants {\n      id\n      role\n    }\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandRole($input: ChooseRoleInput!) {\n  chooseRole(input: $input) {\n    token\n    userErrors {\n      message\n    }\n  }\n}": types.CommandChallengeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SubmissionState on Submission {\n  id\n  status\n  dryRun\n  errorPolicy\n  programme {\n    code\n  }\n  fileName\n  fileFormat\n  fileSize\n  bytesRead\n  sha256\n  rowCount\n  acceptedCount\n  failedCount\n  correctedCount\n  flaggedCount\n  warningCount\n  subsidyPreview\n  submittedAt\n  startedAt\n  finishedAt\n  fault {\n    code\n    message\n  }\n  rows(filter: {warned: true}, first: 10) {\n    nodes {\n      index\n      warnings {\n        message\n      }\n    }\n  }\n}\n\nquery SubmissionState($id: ID!) {\n  submission(id: $id) {\n    ...SubmissionState\n  }\n}\n\nquery LatestSubmissions($first: Int!) {\n  submissions(first: $first) {\n    nodes {\n      ...SubmissionState\n    }\n  }\n}"): typeof import('./graphql.js').SubmissionStateFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CommandChallenge {\n  requestChallenge {\n    challenge\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandCode($input: RequestSmsCodeInput!) {\n  requestSmsCode(input: $input) {\n    expiresAt\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandSignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    token\n    roleGrants {\n      id\n      role\n    }\n    userErrors {\n      message\n    }\n  }\n}\n\nmutation CommandRole($input: ChooseRoleInput!) {\n  chooseRole(input: $input) {\n    token\n    userErrors {\n      message\n    }\n  }\n}"): typeof import('./graphql.js').CommandChallengeDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
