import { benchConfig } from '../bench-config.js';

/** `npm run bench:pauses` */
export default benchConfig('pauses', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
