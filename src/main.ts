import './start/require-node.js';
import { unlessStopped } from './start/stop-signal.js';

/*
 * Everything else is imported only now: reading it takes a second or more, in which a signal has to be received, and an
 * older Node might already fail at it.
 */
const program = unlessStopped(import('./start/run.js'));
// Node ends a process that waits for nothing but timers and children that do not count; ours ends when it is done.
setInterval(() => undefined, 60_000);
process.exit(await program.then((started) => started?.run() ?? 0));
