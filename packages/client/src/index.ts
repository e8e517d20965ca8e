export { keys, possibleTypes, typePolicies } from './caches.js';
export { accepted, type ErrorCode, type ErrorDetails, GatewayError, RefusedError, type UserError } from './errors.js';
export { type FollowOptions, Gateway, type GatewayOptions, type TypedDocument } from './gateway.js';
export type { EventDataByType, MianshenEvent, TestDelivery } from './generated/events.js';
export * from './generated/graphql.js';
export { finishSignIn, type FrontEnd, type PendingSignIn, refresh, startSignIn, type Tokens } from './oauth.js';
export { refusalsOf, type RefusalOf } from './refusals.js';
export { upload, type UploadOptions } from './upload.js';
