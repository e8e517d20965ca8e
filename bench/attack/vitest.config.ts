import { benchConfig } from '../bench-config.js';

/** `npm run attack` */
export default benchConfig('attack', {
  globalSetup: undefined,
  disableConsoleIntercept: true,
});
