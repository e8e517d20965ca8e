import { benchConfig } from '../bench-config.js';

export default benchConfig('faults', {
  // How long a day takes is measured: nothing else goes on beside it.
  fileParallelism: false,
  hookTimeout: 600_000,
});
