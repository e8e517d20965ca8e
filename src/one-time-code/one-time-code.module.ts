import { defineModule } from '../module.js';
import { OneTimeCode, SignInFailure } from './one-time-code.js';

export const oneTimeCodeModule = defineModule({
  name: 'one-time-code',
  entities: [OneTimeCode, SignInFailure],
});
