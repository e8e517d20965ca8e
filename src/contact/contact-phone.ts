import { defineRefusals, type Refusal } from '../kernel/errors/refusal.js';

const refuseContactPhone = defineRefusals({
  CONTACT_PHONE_INVALID: {
    meaning: 'The contact phone of a row is no mobile number: the row counts, the number is not noted. A warning.',
    zh: () => '企业联系电话不是 11 位手机号，未予登记；保单不受影响。请更正后补报企业联系方式。',
    en: () =>
      'The contact phone is no mobile number of 11 digits and was not noted; the policy counts. Send it again with giveEnterpriseContacts.',
  },
});

/** A company's phone number as an insurer's row gives it: a mobile number, or nothing and a warning. The number is not quoted. */
export function readContactPhone(given: string | null | undefined): { phone: string | null; warnings: Refusal[] } {
  const found = (given ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^(\+?86|0086)(?=1)/, '');
  if (found === '') return { phone: null, warnings: [] };
  if (/^1[3-9]\d{9}$/.test(found)) return { phone: found, warnings: [] };
  return { phone: null, warnings: [refuseContactPhone('CONTACT_PHONE_INVALID', ['contactPhone'])] };
}
