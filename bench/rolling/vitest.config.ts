import { benchConfig } from '../bench-config.js';

export default benchConfig('rolling', {
  // How long a day takes is measured: nothing else runs at the same time.
  fileParallelism: false,
  hookTimeout: 600_000,
});
