import { defineModule } from '../module.js';

export const worklistModule = defineModule({
  name: 'worklist',
  costs: { 'ViewerInfo.worklist': 1_000 },
});
