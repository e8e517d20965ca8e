import './require-node.js';
import { unlessStopped } from './stop-signal.js';

/*
 * Everything else is imported only now: reading it takes a second or more, in which a signal has to be heard, and an
 * older Node might already fail at it.
 */
const program = await unlessStopped(import('./run.js'));
process.exit(program ? await program.run() : 0);
