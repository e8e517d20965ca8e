import { benchConfig } from '../bench-config.js';

/** `npm run costs` */
export default benchConfig('costs', {
  testTimeout: 1_800_000,
  hookTimeout: 600_000,
  disableConsoleIntercept: true,
});
