import { firstLoad } from '../../src/start/first-load.js';
import { thorough } from './extent.js';
import { growDatabase, sizes, tenth } from './grown.js';
import type { PreparedWorld } from './prepared.js';
import { arrangeProgramme } from './world.js';

/** The 2025 programme from its data file. */
export const programmeWorld: PreparedWorld = { name: 'programme', prepare: (gateway) => arrangeProgramme(gateway) };

/** The demonstration up to its published list. */
export const demonstrationWorld: PreparedWorld = {
  name: 'demonstration',
  prepare: ({ config, database }) => firstLoad({ ...config, demonstration: true }, database),
};

/** Tables with so many rows that plans are realistic, written in SQL; `npm test` uses a tenth of them. */
export const grownWorld: PreparedWorld = {
  name: 'grown',
  prepare: async (gateway) => {
    await arrangeProgramme(gateway);
    await growDatabase(gateway, thorough ? sizes : tenth);
  },
};
