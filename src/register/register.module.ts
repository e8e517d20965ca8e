import { defineModule } from '../module.js';
import { registerEvents } from './register.events.js';
import { CompanyLookup } from './company-lookup.js';
import { lookUpDueCompanies } from './register.jobs.js';
import { RegisteredCompany, registeredPhonePlace } from './registered-company.js';
import { RegisteredCompanyResolver } from './registered-company.resolver.js';

export const registerModule = defineModule({
  name: 'register',
  entities: [RegisteredCompany, CompanyLookup],
  resolvers: [RegisteredCompanyResolver],
  events: registerEvents,
  jobs: [lookUpDueCompanies],
  sealedColumns: [{ table: 'registered_company', column: 'sealed_phone', place: registeredPhonePlace }],
});
