import { benchConfig } from '../bench-config.js';

/** `npm run bench:year` */
export default benchConfig('year', { disableConsoleIntercept: true });
