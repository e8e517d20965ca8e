import { benchConfig } from '../bench-config.js';

/** `npm run bench:overload` */
export default benchConfig('overload', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
