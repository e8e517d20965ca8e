import { benchConfig } from '../bench-config.js';

/** `npm run bench:scale` */
export default benchConfig('scale', {
  globalSetup: undefined,
  fileParallelism: false,
  disableConsoleIntercept: true,
});
