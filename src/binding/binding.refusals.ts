import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refuseBinding = defineRefusals({
  PERSON_NOT_VERIFIED: {
    meaning: 'Only a verified person binds an enterprise (annex 2, one 2 (2)).',
    zh: () => '请先完成个人认证，再进行企业认证。',
    en: () => 'Verify yourself first (`verifyPerson`); then bind the enterprise.',
  },
  REPRESENTATIVE_NOT_REGISTERED: {
    meaning: 'The company register does not know the company, or names no legal representative.',
    zh: () =>
      '企业登记信息中尚无该企业或其法定代表人，无法以法定代表人身份认证。请联系平台核实登记信息，或以经办人身份认证。',
    en: () =>
      'The company register does not know the company or names no representative. Ask the platform, or bind as an agent.',
  },
  NOT_THE_REPRESENTATIVE: {
    meaning: 'The register does not name this person as the enterprise’s legal representative.',
    zh: () => '登记信息未显示您是该企业的法定代表人。如您为经办人，请选择“经办人”方式并上传授权书。',
    en: () =>
      'The register does not name you as its legal representative. As an agent, choose AGENT and upload the authorisation.',
  },
  AUTHORISATION_MISSING: {
    meaning: 'An agent needs a signed authorisation of their own upload.',
    zh: () => '经办人须先上传签署的授权书，并填写其编号。',
    en: () => 'An agent first uploads the signed authorisation (POST /upload/authorisations) and names its id.',
  },
  BINDING_KNOWN: {
    meaning: 'You act for this enterprise already, or have asked to.',
    zh: () => '您已绑定该企业，或申请正在确认中。',
    en: () => 'You act for this enterprise already, or your request is pending.',
  },
  BINDING_NOT_FOUND: {
    meaning: 'There is no such binding that you may see.',
    zh: () => '没有该企业认证记录，或您无权查看。',
    en: () => 'There is no such binding that you may see.',
  },
  BINDING_STATUS_UNFIT: {
    meaning: 'What was asked for does not start in the state that the binding is in.',
    zh: ({ found, needed }) =>
      `当前状态为“${termOf('BindingStatus', found)}”，该操作仅适用于“${termOf('BindingStatus', needed)}”。`,
    en: ({ found, needed }) => `The binding is ${found}; this is for one that is ${needed}.`,
  },
  BINDING_NOT_YOURS_TO_REVOKE: {
    meaning: 'An agent revokes only their own binding; the legal representative and PLATFORM any of the enterprise.',
    zh: () => '经办人只能撤销本人的绑定；法定代表人与平台可撤销本企业的任何绑定。',
    en: () => 'An agent revokes only their own binding; the legal representative and PLATFORM any of the enterprise.',
  },
});
