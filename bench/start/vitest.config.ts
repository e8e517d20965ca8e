import { benchConfig } from '../bench-config.js';

export default benchConfig('start', {
  // Measurements run one at a time.
  fileParallelism: false,
  hookTimeout: 600_000,
});
