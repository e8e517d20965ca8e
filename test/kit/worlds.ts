import { firstLoad } from '../../src/start/first-load.js';
import { thorough } from './extent.js';
import { growDatabase, sizes, tenth } from './grown.js';
import type { PreparedWorld } from './prepared.js';
import { arrangeProgramme } from './world.js';

/** The 2025 programme, as its data file has it. */
export const programmeWorld: PreparedWorld = { name: 'programme', prepare: (gateway) => arrangeProgramme(gateway) };

/** The demonstration, played to its published list. */
export const demonstrationWorld: PreparedWorld = {
  name: 'demonstration',
  prepare: ({ config, database }) => firstLoad({ ...config, demonstration: true }, database),
};

/** Tables so large that a plan shows its nature, made up in SQL; `npm test` takes a tenth of them. */
export const grownWorld: PreparedWorld = {
  name: 'grown',
  prepare: async (gateway) => {
    await arrangeProgramme(gateway);
    await growDatabase(gateway, thorough ? sizes : tenth);
  },
};
