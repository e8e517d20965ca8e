import { benchConfig } from '../bench-config.js';

export default benchConfig('start', {
  // One measurement at a time.
  fileParallelism: false,
  hookTimeout: 600_000,
});
