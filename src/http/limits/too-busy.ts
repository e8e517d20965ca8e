import { Unavailable } from '../../kernel/errors/unavailable.js';

/** The refusal of what cannot be served soon. Always the same error: to make one takes as long as all the rest of refusing. */
export const tooBusy = new Unavailable('Too many requests are at work. Send this one again later.', 2);
