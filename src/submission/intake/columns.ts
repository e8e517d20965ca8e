import { type Column, ColumnIndex } from '../../spreadsheet/column.js';

/** The columns of a policy file, for both the template and the reader. */
export type ColumnKey =
  | 'rowKey'
  | 'action'
  | 'policyNo'
  | 'creditCode'
  | 'enterpriseName'
  | 'product'
  | 'startsOn'
  | 'endsOn'
  | 'premium'
  | 'invoiceCode'
  | 'invoiceNo'
  | 'share'
  | 'coinsuranceNo'
  | 'contactPhone';

/** A column of a policy file, with its explanation in the template. */
export interface PolicyColumn extends Column<ColumnKey> {
  explanation: { zh: string; en: string };
  example: string;
  width: number;
  /** The most characters that the template lets a clerk type. */
  longest?: number;
}

/** The name of the sheet in the template. */
export const sheetName = '保单';

export const columns: readonly PolicyColumn[] = [
  {
    key: 'policyNo',
    kind: 'identifier',
    required: true,
    heading: '保单号',
    synonyms: ['保单号码', '保险单号', '保险单号码', '保单编号', '保单', 'policyNo', 'policy number', 'policy no'],
    explanation: {
      zh: '本机构内唯一，最多 64 个字符。请以文本格式填写，以免末尾数字丢失。',
      en: 'Unique within the institution, up to 64 characters. Keep the cell as text.',
    },
    example: '示例-请删除本行',
    width: 26,
    longest: 64,
  },
  {
    key: 'creditCode',
    kind: 'identifier',
    required: true,
    heading: '统一社会信用代码',
    synonyms: [
      '信用代码',
      '社会信用代码',
      '企业信用代码',
      '投保人统一社会信用代码',
      '投保企业统一社会信用代码',
      'creditCode',
      'credit code',
    ],
    explanation: {
      zh: '投保企业的 18 位统一社会信用代码（GB 32100-2015），分支机构填所属法人的代码。',
      en: 'The policyholder’s 18 characters (GB 32100-2015); for a branch, those of its legal person.',
    },
    example: '91350100M000100Y43',
    width: 24,
    longest: 18,
  },
  {
    key: 'enterpriseName',
    kind: 'text',
    required: true,
    heading: '企业名称',
    synonyms: [
      '投保企业',
      '投保企业名称',
      '投保人',
      '投保人名称',
      '单位名称',
      '公司名称',
      'enterpriseName',
      'enterprise name',
      'policyholder',
    ],
    explanation: { zh: '投保企业名称，与保单一致。', en: 'Name of the policyholder, as on the policy.' },
    example: '福建示例科技有限公司',
    width: 32,
    longest: 200,
  },
  {
    key: 'product',
    kind: 'text',
    required: true,
    heading: '险种',
    synonyms: ['险种名称', '险种代码', '产品', '产品名称', '保险产品', '保险险种', 'product'],
    explanation: {
      zh: '从下拉列表中选择险种名称；也可填写险种代码。',
      en: 'Choose from the list; the code of the product is taken too.',
    },
    example: '',
    width: 34,
  },
  {
    key: 'startsOn',
    kind: 'date',
    midnightIsNextDay: true,
    required: true,
    heading: '保险起期',
    synonyms: [
      '起保日期',
      '保险起始日期',
      '保险开始日期',
      '起期',
      '起始日期',
      '生效日期',
      '保险期间起期',
      '保险期间起',
      '保险期限起',
      'startsOn',
      'starts on',
      'start date',
    ],
    explanation: {
      zh: '保险责任开始之日，应在保单年度内。写作 2024-03-01、2024/3/1、2024年3月1日 均可。',
      en: 'First day of cover, in the policy year: 2024-03-01, 2024/3/1 or 2024年3月1日.',
    },
    example: '-03-01',
    width: 14,
  },
  {
    key: 'endsOn',
    kind: 'date',
    required: true,
    heading: '保险止期',
    synonyms: [
      '终保日期',
      '保险终止日期',
      '保险结束日期',
      '止期',
      '终止日期',
      '到期日期',
      '保险期间止期',
      '保险期间止',
      '保险期限止',
      'endsOn',
      'ends on',
      'end date',
    ],
    explanation: { zh: '保险责任终止之日，期限不超过规定月数。', en: 'Last day of cover; the term is limited.' },
    example: '-12-31',
    width: 14,
  },
  {
    key: 'premium',
    kind: 'amount',
    required: true,
    heading: '保费（元）',
    synonyms: ['保费', '保险费', '保险费（元）', '保费金额', '实缴保费', '实际保费', '实收保费', '保费收入', 'premium'],
    explanation: {
      zh: '企业实际支付的保费，以元为单位，最多两位小数。共保时填本机构份额的保费。',
      en: 'Premium paid, in yuan, at most two decimals. With co-insurance: of your own share.',
    },
    example: '12345.60',
    width: 14,
  },
  {
    key: 'invoiceNo',
    kind: 'identifier',
    required: true,
    heading: '发票号码',
    synonyms: ['发票号', '发票编号', '保费发票号码', '数电票号码', 'invoiceNo', 'invoice number', 'invoice no'],
    explanation: {
      zh: '数电发票 20 位；旧版发票为 10 或 12 位代码加 8 位号码，可分填在“发票代码”“发票号码”两列。',
      en: 'Fully digital: 20 digits. Older: code (10 or 12) and number (8), together or in two columns.',
    },
    example: '24352000000000000001',
    width: 26,
    longest: 20,
  },
  {
    key: 'invoiceCode',
    kind: 'identifier',
    required: false,
    heading: '发票代码',
    synonyms: ['invoiceCode', 'invoice code'],
    explanation: { zh: '选填。仅旧版发票：10 或 12 位代码。', en: 'Optional: code of an older invoice.' },
    example: '',
    width: 16,
    longest: 12,
  },
  {
    key: 'share',
    kind: 'percent',
    required: false,
    heading: '共保比例（%）',
    synonyms: ['共保比例', '共保份额', '承保比例', '共保份额（%）', 'share'],
    explanation: {
      zh: '选填。共保时本机构所占百分比，例如 60 或 60%；非共保留空。同一合同各家合计不超过 100%。',
      en: 'Optional: your share of a co-insured contract in per cent. All shares sum to at most 100.',
    },
    example: '',
    width: 14,
  },
  {
    key: 'coinsuranceNo',
    kind: 'identifier',
    required: false,
    heading: '共保合同号',
    synonyms: ['共保协议号', '主保单号', '共保保单号', 'coinsuranceNo', 'coinsurance number'],
    explanation: {
      zh: '共保比例小于 100% 时必填：各家共用的合同号。',
      en: 'Required where the share is below 100: the contract’s number, the same for all insurers of it.',
    },
    example: '',
    width: 22,
    longest: 64,
  },
  {
    key: 'action',
    kind: 'text',
    required: false,
    heading: '操作',
    synonyms: ['操作类型', '业务类型', 'action'],
    explanation: {
      zh: '选填。“新增”（默认）或“更正”：更正按保单号修改本机构此前上传的保单。',
      en: 'Optional: 新增 NEW (default) or 更正 CORRECT, which changes the earlier policy of this number.',
    },
    example: '',
    width: 10,
  },
  {
    key: 'contactPhone',
    kind: 'identifier',
    required: false,
    heading: '企业联系电话',
    synonyms: [
      '联系电话',
      '企业联系人电话',
      '企业联系手机',
      '联系手机',
      '手机号',
      '手机号码',
      'contactPhone',
      'contact phone',
    ],
    explanation: {
      zh: '选填。投保企业联系人的手机号，用于通知企业注册和申领；加密保存，不随失败行返回。',
      en: 'Optional: mobile number of the policyholder, to inform it of registration and claim. Kept encrypted, not returned with failed rows.',
    },
    example: '',
    width: 16,
    longest: 20,
  },
  {
    key: 'rowKey',
    kind: 'text',
    required: false,
    heading: '序号',
    synonyms: ['行号', 'rowKey', 'row key'],
    explanation: { zh: '选填。机构自己的行标识，原样返回。', en: 'Optional: your own key of the row.' },
    example: '',
    width: 8,
  },
];

/** A policy number that begins so is the example row of the template. */
export const exampleMark = '示例';

const index = new ColumnIndex(columns);

export function columnOfHeading(heading: string): PolicyColumn | undefined {
  return index.find(heading) as PolicyColumn | undefined;
}
