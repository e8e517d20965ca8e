import type { Column } from '../../spreadsheet/column.js';

const creditCode = {
  key: 'creditCode',
  kind: 'identifier',
  required: true,
  heading: '统一社会信用代码',
  synonyms: ['信用代码', '社会信用代码', '企业信用代码', 'creditCode', 'credit code'],
} as const;

const name = {
  key: 'name',
  kind: 'text',
  required: true,
  heading: '企业名称',
  synonyms: ['名称', '单位名称', '公司名称', '市场主体名称', 'name'],
} as const;

export type CompanyColumn =
  | 'creditCode'
  | 'name'
  | 'formerNames'
  | 'divisionCode'
  | 'address'
  | 'status'
  | 'mergedInto'
  | 'representative'
  | 'phone'
  | 'changedOn';

/** The columns of a list of the company register. */
export const companyColumns: readonly Column<CompanyColumn>[] = [
  creditCode,
  name,
  { key: 'formerNames', kind: 'text', required: false, heading: '曾用名', synonyms: ['曾用名称', 'former names'] },
  {
    key: 'divisionCode',
    kind: 'identifier',
    required: true,
    heading: '注册地区划代码',
    synonyms: ['注册地区划', '行政区划', '行政区划代码', '区划代码', '住所区划代码', 'division code'],
  },
  { key: 'address', kind: 'text', required: false, heading: '住所', synonyms: ['注册地址', '地址', '经营场所'] },
  {
    key: 'status',
    kind: 'text',
    required: true,
    heading: '登记状态',
    synonyms: ['企业状态', '经营状态', '状态', 'status'],
  },
  {
    key: 'mergedInto',
    kind: 'identifier',
    required: false,
    heading: '合并后企业统一社会信用代码',
    synonyms: ['承继企业统一社会信用代码', '承继企业信用代码', 'merged into'],
  },
  {
    key: 'representative',
    kind: 'text',
    required: false,
    heading: '法定代表人',
    synonyms: ['法人', '法人代表', '法定代表人姓名', '负责人', 'legal representative'],
  },
  { key: 'phone', kind: 'identifier', required: false, heading: '联系电话', synonyms: ['电话', '手机', '联系方式'] },
  {
    key: 'changedOn',
    kind: 'date',
    required: false,
    heading: '变更日期',
    synonyms: ['核准日期', '最近变更日期', '变更核准日期', 'changed on'],
  },
];

export type QualificationColumn = 'creditCode' | 'name' | 'kind' | 'validFrom' | 'validUntil';

/** The columns of a department's list of qualified companies. */
export const qualificationColumns: readonly Column<QualificationColumn>[] = [
  creditCode,
  name,
  { key: 'kind', kind: 'text', required: true, heading: '资质类别', synonyms: ['类别', '企业类别', '资质', 'kind'] },
  {
    key: 'validFrom',
    kind: 'date',
    required: true,
    heading: '有效期起',
    synonyms: ['有效期自', '起始日期', '认定日期', '发证日期', 'valid from'],
  },
  {
    key: 'validUntil',
    kind: 'date',
    required: true,
    heading: '有效期止',
    synonyms: ['有效期至', '截止日期', '到期日期', 'valid until'],
  },
];
