import { benchConfig } from '../bench-config.js';

export default benchConfig('events', {
  // One measurement at a time.
  fileParallelism: false,
  hookTimeout: 600_000,
});
