import { defineModule } from '../module.js';
import { SandboxTime } from './sandbox-time.js';
import { followSandbox } from './shared-clock.js';

export const sandboxClockModule = defineModule({
  name: 'sandbox-clock',
  entities: [SandboxTime],
  serve: ({ database, clock, listener, log }) => followSandbox(database.em, clock, listener, log),
});
