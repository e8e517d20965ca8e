import { benchConfig } from '../bench-config.js';

export default benchConfig('events', {
  // Measurements run one at a time.
  fileParallelism: false,
  hookTimeout: 600_000,
});
