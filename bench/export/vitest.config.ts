import { benchConfig } from '../bench-config.js';

/** `npm run bench:export` */
export default benchConfig('export', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
