import { benchConfig } from '../bench-config.js';

/** `npm run bench:small-files` */
export default benchConfig('small-files', { disableConsoleIntercept: true });
