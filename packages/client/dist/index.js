export { keys, possibleTypes, typePolicies } from './caches.js';
export { accepted, GatewayError, RefusedError } from './errors.js';
export { Gateway } from './gateway.js';
export * from './generated/graphql.js';
export { finishSignIn, refresh, startSignIn } from './oauth.js';
export { refusalsOf } from './refusals.js';
export { upload } from './upload.js';
