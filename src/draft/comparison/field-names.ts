/** The Chinese names of a draft's fields, by the last part of their path. */
const names: Record<string, string> = {
  inForceFrom: '拟生效时间',
  newQualificationKinds: '新增资质类别',
  contacts: '联系方式',
  attachments: '附件',
  products: '险种',
  notice: '发布通知',
  rules: '补贴规则',
  code: '编号',
  title: '标题',
  documentNumber: '文号',
  policyYear: '保单年度',
  opensOn: '开放日',
  institutionRegistrationUntil: '机构注册截止',
  enterpriseRegistrationUntil: '企业注册截止',
  policyPushUntil: '保单上传截止',
  publicityWorkingDays: '公示工作日数',
  paymentInformationWorkingDays: '填报工作日数',
  objectionWorkingDays: '异议处理工作日数',
  reviewWorkingDays: '审核工作日数',
  problemAnswerWorkingDays: '保单问题答复工作日数',
  demonstration: '演示数据',
  text: '通知正文',
  issuedOn: '印发日期',
  issuingBodies: '发文机关',
  office: '咨询部门',
  phone: '咨询电话',
  attachmentId: '附件文件',
  enterpriseCap: '补贴上限',
  capSection: '上限依据',
  budgetSection: '预算依据',
  base: '补贴基数',
  rounding: '取整方式',
  fundingCeiling: '合计资助上限',
  qualificationBasis: '资质认定时点',
  qualificationDay: '资质认定日',
  budget: '年度预算',
  budgetPolicy: '超预算处理方式',
  maximumTermMonths: '保险期限上限（月）',
  termEndInclusive: '期满日可为对应日',
  regionsIn: '适用地区',
  regionsOut: '不适用地区',
  regionBasis: '注册地认定时点',
  regionDay: '注册地认定日',
  nameBasis: '企业名称认定时点',
  statusesOut: '不予补贴的登记状态',
  qualificationKinds: '企业资质',
  requiredDocuments: '必备材料',
  position: '顺序',
  name: '名称',
  nameInEnglish: '英文名称',
  productClass: '类别',
  rate: '补贴比例',
  laterRates: '续保补贴比例',
  firstTimeOnly: '仅限首次投保',
  section: '依据条款',
  year: '年份',
  holidays: '放假日期',
  makeUpDays: '补班日期',
};

/** Returns the Chinese name of a field, with the entry of the list that it belongs to: `险种 PRODUCT_LIABILITY 补贴比例`. */
export function nameOfField(field: string): string {
  const parts = field.split('.');
  const entry = parts.slice(0, -1).findLast((part) => !groups.has(part));
  const named = names[parts.at(-1) as string] ?? names[parts.at(-2) as string] ?? field;
  if (entry === undefined || entry in names) return named;
  return `${/^\d+$/.test(entry) ? `第 ${Number(entry) + 1} 项` : entry} ${named}`;
}

/** Parts of a path that only group others. */
const groups = new Set(['rules', 'notice', 'products', 'contacts', 'attachments', 'newQualificationKinds']);
