import { defineModule } from '../module.js';
import { Revocation } from './token/revocation.js';

export const accessModule = defineModule({
  name: 'access',
  entities: [Revocation],
});
