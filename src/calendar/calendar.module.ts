import { defineModule } from '../module.js';
import { WorkingCalendarResolver } from './working-calendar.resolver.js';

export const calendarModule = defineModule({
  name: 'calendar',
  resolvers: [WorkingCalendarResolver],
});
