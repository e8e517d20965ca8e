import { benchConfig } from '../bench-config.js';

export default benchConfig('assessment', {
  globalSetup: undefined,
});
