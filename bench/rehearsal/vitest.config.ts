import { benchConfig } from '../bench-config.js';

export default benchConfig('rehearsal', { fileParallelism: false });
