import { defineModule } from '../module.js';
import { everybody } from '../access/role.js';
import { programmeEvents } from './programme.events.js';
import { CalendarDay, QualificationKind, Region } from './catalogue/catalogue.js';
import { Product } from './catalogue/product.js';
import { ProgrammeRules } from './programme-rules.js';
import { Programme } from './programme.js';
import { programmeById, qualificationKindByCode, regionById } from './programme.loader.js';
import { findProduct, ProductResolver, QualificationKindResolver } from './catalogue/catalogue.resolver.js';
import { ProgrammeResolver, ProgrammeRulesResolver } from './programme.resolver.js';
import { WorklistProgrammeResolver } from './worklist-entry.resolver.js';

export const programmeModule = defineModule({
  name: 'programme',
  entities: [Region, QualificationKind, CalendarDay, Programme, ProgrammeRules, Product],
  resolvers: [
    ProgrammeResolver,
    ProgrammeRulesResolver,
    QualificationKindResolver,
    ProductResolver,
    WorklistProgrammeResolver,
  ],
  nodes: {
    Programme: { roles: everybody, load: programmeById },
    Region: { roles: everybody, load: regionById },
    QualificationKind: { roles: everybody, load: qualificationKindByCode },
    Product: { roles: everybody, load: findProduct },
  },
  events: programmeEvents,
});
