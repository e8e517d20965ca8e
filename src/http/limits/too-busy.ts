import { Unavailable } from '../../kernel/errors/unavailable.js';

/**
 * The refusal of a request that cannot be served soon. One shared error, because creating one takes as long as the rest
 * of the refusal.
 */
export const tooBusy = new Unavailable('Too many requests are at work. Send this one again later.', 2);
