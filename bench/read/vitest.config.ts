import { benchConfig } from '../bench-config.js';

/** `npm run bench:read` */
export default benchConfig('read', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
