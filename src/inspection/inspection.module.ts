import { inspectionEvents } from './inspection.events.js';
import { defineModule, type Platform } from '../module.js';
import { spotCheckRoutes } from './spot-check.routes.js';
import { Role, staff } from '../access/role.js';
import { ExaminationResolver } from './finding/examination.resolver.js';
import { spotCheckById, spotCheckItemById } from './inspection.loader.js';
import { InstitutionSpotChecksResolver } from './institution-spot-checks.resolver.js';
import { ProposalSpotChecksResolver } from './proposal-spot-checks.resolver.js';
import { itemStates } from './inspection.states.js';
import { SpotCheckFinding } from './finding/spot-check-finding.js';
import { SpotCheckItem } from './spot-check-item.js';
import { SpotCheckItemResolver } from './spot-check-item.resolver.js';
import { SpotCheck, SpotCheckMember, SpotCheckStratum } from './spot-check.js';
import { SpotCheckResolver, SpotCheckStratumResolver } from './spot-check.resolver.js';
import { spotCheckWork } from './worklist/spot-check.worklist.js';

export const inspectionModule = defineModule({
  name: 'inspection',
  events: inspectionEvents,
  bounds: {
    'RecordFindingInput.text': { maxLength: 10_000 },
  },
  entities: [SpotCheck, SpotCheckMember, SpotCheckStratum, SpotCheckItem, SpotCheckFinding],
  worklist: spotCheckWork,
  resolvers: [
    SpotCheckResolver,
    SpotCheckStratumResolver,
    SpotCheckItemResolver,
    ExaminationResolver,
    InstitutionSpotChecksResolver,
    ProposalSpotChecksResolver,
  ],
  nodes: {
    SpotCheck: { roles: [Role.INSURER, ...staff], load: spotCheckById },
    SpotCheckItem: { roles: [Role.INSURER, ...staff], load: spotCheckItemById },
  },
  states: [itemStates],
  serve: serveSpotChecks,
});

function serveSpotChecks({ app, spool }: Platform): void {
  spotCheckRoutes(app, spool);
}
