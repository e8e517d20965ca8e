import { defineModule } from '../module.js';
import { RegisteredCompany, registeredPhonePlace } from './registered-company.js';

export const registerModule = defineModule({
  name: 'register',
  entities: [RegisteredCompany],
  sealedColumns: [{ table: 'registered_company', column: 'sealed_phone', place: registeredPhonePlace }],
});
