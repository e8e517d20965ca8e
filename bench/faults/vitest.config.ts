import { benchConfig } from '../bench-config.js';

export default benchConfig('faults', {
  // Durations are measured, so nothing else runs at the same time.
  fileParallelism: false,
  hookTimeout: 600_000,
});
