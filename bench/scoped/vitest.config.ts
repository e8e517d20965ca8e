import { benchConfig } from '../bench-config.js';

/** `npm run bench:scoped` */
export default benchConfig('scoped', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
