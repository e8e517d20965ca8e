import { type Language, lineStatuses, pageTexts } from '../texts.js';

/** The texts of the page of one line, with those of the whole site. */
export const lineTexts = pageTexts(
  {
    separator: '；',
    history: '公示动态',
    noHistory: '刚刚发布，动态即将生成。',
    codeToScan: '扫码查看并核验本行',
    followCompany: '订阅该企业动态（Atom）',
    followCompanyHint: '无需账号和邮箱，用任意订阅阅读器打开即可。',
    superseded: '此行属于较早的版本，最新名单以新版本为准。',
    proof: '存证核验',
    proofHint: '本行已写入签名的公开存证。核验在您的浏览器中进行，不依赖我们的判断。',
    proofNoScript: '启用脚本后可在浏览器中核验；也可使用离线核验命令。',
    verifying: '正在核验…',
    verified: '核验通过：本行与签名存证完全一致。',
    notVerified: '核验未通过：本行与签名存证不一致，请联系主管部门。',
    proofPending: '本行尚未写入存证，请稍后再试。',
    proofPlace: (index: string, size: string) => `存证第 ${index} 条，共 ${size} 条`,
    proofHashes: (count: number) => `由 ${count} 个哈希值连接到签名的根`,
    signatureGood: 'Ed25519 签名有效',
    object: '提出异议',
    objectHint: '公示期内，任何单位和个人可实名提出异议。您的姓名和联系方式严格保密。',
    objectClosed: '公示期已满，不再受理异议；其他线索请向主管部门反映。',
    objectNoScript: '在线提出异议需要启用脚本。',
    atCap: (cap: string) =>
      `该企业的补贴达到每家企业每年度的上限 ${cap} 元（按规则计算的金额可能更高，超出部分不予补贴），所以与其他达到上限的企业金额相同。`,
    companyYears: '历年补贴情况',
  },
  {
    separator: '; ',
    history: 'History',
    noHistory: 'Just published; its history follows in a moment.',
    codeToScan: 'Scan to see and check this line',
    followCompany: 'Follow this company (Atom)',
    followCompanyHint: 'No account, no e-mail: open it in any feed reader.',
    superseded: 'This line is of an earlier release; the newest list replaces it.',
    proof: 'Proof',
    proofHint: 'This line is in a signed public log. Your own browser checks that; you need not believe us.',
    proofNoScript: 'With scripts enabled your browser checks the proof; the offline command does too.',
    verifying: 'Checking…',
    verified: 'Verified: this line is exactly what was signed.',
    notVerified: 'Not verified: this line is not what was signed. Please tell the department.',
    proofPending: 'This line is not in the log yet; try again in a moment.',
    proofPlace: (index, size) => `Entry ${index} of ${size}`,
    proofHashes: (count) => `led by ${count} hashes to the signed root`,
    signatureGood: 'Ed25519 signature is valid',
    object: 'Object',
    objectHint:
      'While the notice is open anybody may object under their real name. Your name and contact stay confidential.',
    objectClosed: 'The notice has closed; objections are no longer taken. Report other leads to the department.',
    objectNoScript: 'Objecting online needs scripts enabled.',
    atCap: (cap) =>
      `This company reached what one company gets at most in a year, ${cap} yuan. The rules may have given more; that is not paid. So all companies at the limit have the same amount.`,
    companyYears: 'This company year by year',
  },
);

/** The changes of a line by their kind in the feed: to a status, or of its content. */
export const changeNames: Record<Language, Record<string, string>> = {
  zh: {
    ...lineStatuses.zh,
    ADDED: '列入名单',
    CORRECTED: '更正',
    MOVED: '位次变动',
    REMOVED: '移出名单',
    OBJECTION_UPHELD: '异议成立',
    OBJECTION_DISMISSED: '异议不成立',
    OBJECTION_WITHDRAWN: '异议已撤回',
  },
  en: {
    ...lineStatuses.en,
    ADDED: 'Came onto the list',
    CORRECTED: 'Corrected',
    MOVED: 'Rank changed',
    REMOVED: 'Removed from the list',
    OBJECTION_UPHELD: 'Objection upheld',
    OBJECTION_DISMISSED: 'Objection dismissed',
    OBJECTION_WITHDRAWN: 'Objection withdrawn',
  },
};
