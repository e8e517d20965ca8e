import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseCalendar = defineRefusals({
  CALENDAR_YEAR_MISSING: {
    meaning: 'The working days of a year that this deadline needs are not known yet.',
    zh: ({ since }) =>
      `工作日历尚未覆盖 ${since} 之后的日期，无法推算截止日。请平台拟定国务院公布的次年工作日历，经省科技厅和金融监管局批准后重试。`,
    en: ({ since }) =>
      `The calendar of working days does not reach far enough after ${since}. PLATFORM drafts the State Council's arrangement of the next year (draftCalendar); once SCIENCE and REGULATOR have approved it, try again.`,
  },
});
