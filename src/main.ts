import './start/require-node.js';
import { unlessStopped } from './start/stop-signal.js';

/*
 * Everything else is imported here: loading it takes a second or more, during which signals have to be handled, and an
 * older Node might fail on it.
 */
const program = unlessStopped(import('./start/run.js'));
// Node ends a process that waits only for unreferenced timers and children. This interval keeps the process running
// until it ends itself.
setInterval(() => undefined, 60_000);
process.exit(await program.then((started) => started?.run() ?? 0));
