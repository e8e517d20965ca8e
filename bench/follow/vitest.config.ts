import { benchConfig } from '../bench-config.js';

/** `npm run bench:follow` */
export default benchConfig('follow', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
