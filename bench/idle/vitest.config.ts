import { benchConfig } from '../bench-config.js';

/** `npm run bench:idle` */
export default benchConfig('idle', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
