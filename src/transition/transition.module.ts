import { defineModule } from '../module.js';

export const transitionModule = defineModule({ name: 'transition' });
