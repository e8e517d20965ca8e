import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseContact = defineRefusals({
  CONTACT_PHONE_INVALID: {
    meaning: 'The contact phone of a row is no mobile number: the row counts, the number is not noted. A warning.',
    zh: () => '企业联系电话不是 11 位手机号，未予登记；保单不受影响。请更正后补报企业联系方式。',
    en: () =>
      'The contact phone is no mobile number of 11 digits and was not noted; the policy counts. Send it again with giveEnterpriseContacts.',
  },
  CONTACT_ENTERPRISE_UNKNOWN: {
    meaning: 'No policy of your institution insures a company with this credit code.',
    zh: ({ found }) => `贵机构没有统一社会信用代码为 ${found} 的投保企业，请先上传保单。`,
    en: ({ found }) => `Your institution insures no company with the credit code ${found}. Push its policy first.`,
  },
});
