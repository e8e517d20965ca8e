import { benchConfig } from '../bench-config.js';

/** `npm run bench:lists` */
export default benchConfig('lists', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
