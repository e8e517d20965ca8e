import { defineModule } from '../module.js';
import { Revocation } from './revocation.js';

export const accessModule = defineModule({
  name: 'access',
  entities: [Revocation],
});
