const days = (month: string, ...days: string[]) => days.map((day) => `2027-${month}-${day}`);

/** A made-up arrangement of 2027 with the statutory number of holidays. */
export const year2027 = {
  year: 2027,
  holidays: [
    ...days('01', '01'),
    ...days('02', '05', '08', '09', '10', '11'),
    ...days('04', '05'),
    ...days('05', '03'),
    ...days('06', '09'),
    ...days('09', '15'),
    ...days('10', '01', '04', '05', '06', '07'),
  ],
  makeUpDays: ['2027-01-03'],
  documentNumber: '测试〔2026〕1号',
};
