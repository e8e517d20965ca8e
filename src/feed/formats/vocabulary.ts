/** A column of the published list: its name in a file, and its meaning in both languages. */
export interface FeedColumn {
  name: string;
  /** Its key in log entries, and so in NDJSON and JSON. */
  key: string;
  /** Type of the column in the view `feed.recipient`. */
  type: 'integer' | 'string' | 'decimal' | 'list';
  title: string;
  titleInEnglish: string;
  description: string;
  descriptionInEnglish: string;
}

/** All columns of a list's files, in order. Amounts by product are not public, because they reveal premiums. */
export const feedColumns: FeedColumn[] = [
  column(
    'rank',
    'rank',
    'integer',
    '序号',
    'Rank',
    '名单中的位次，金额最大者在前。',
    'Place in the list, the largest amount first.',
  ),
  column('name', 'name', 'string', '企业名称', 'Enterprise', '拟补贴企业名称。', 'Name of the enterprise.'),
  column(
    'credit_code',
    'creditCode',
    'string',
    '统一社会信用代码',
    'Credit code',
    'GB 32100-2015，18 位；名单内唯一。',
    'Unified social credit code (GB 32100-2015), 18 characters; unique in a release.',
  ),
  column(
    'city',
    'city',
    'string',
    '设区市',
    'City',
    '注册地统计地区（GB/T 2260）；350128 平潭单列。',
    'Reporting region of registration (GB/T 2260); 350128 Pingtan is one of its own.',
  ),
  column(
    'qualifications',
    'qualifications',
    'list',
    '企业资质',
    'Qualifications',
    '企业资质类别代码，CSV、XLSX、Parquet 中以分号分隔。',
    'Codes of the kinds of company; separated by semicolons in CSV, XLSX and Parquet.',
  ),
  column(
    'products',
    'products',
    'list',
    '险种',
    'Products',
    '所投险种代码，以分号分隔；不公布分险种金额。',
    'Codes of the insured products; separated by semicolons. Amounts by product are not public.',
  ),
  column(
    'amount',
    'amount',
    'decimal',
    '拟补贴金额（元）',
    'Amount (CNY)',
    '人民币元，两位小数，精确值。',
    'Exact amount in yuan with two decimals.',
  ),
  column(
    'id',
    'id',
    'string',
    '记录标识',
    'Id',
    'GraphQL API 中该行的全局 id。',
    'Global id of the line in the GraphQL API.',
  ),
];

function column(
  name: string,
  key: string,
  type: FeedColumn['type'],
  title: string,
  titleInEnglish: string,
  description: string,
  descriptionInEnglish: string,
): FeedColumn {
  return { name, key, type, title, titleInEnglish, description, descriptionInEnglish };
}

/** Kinds of changes: issued documents, and changes of a published list or one of its lines. */
export const changeKinds: Record<string, [chinese: string, english: string]> = {
  PROGRAMME_ISSUED: ['通知已发布', 'A programme is in force; its notice is in `/feed/programmes.json`.'],
  PROGRAMME_REVISED: ['通知已修订', 'A later version of a programme is in force.'],
  SERVICE_NOTICE_PUBLISHED: [
    '公告送达已发布',
    'A service notice was published; its companies are in `/feed/service-notices/{id}.json`.',
  ],
  NOTICE_PUBLISHED: ['公示已发布', 'A notice was published; `entry` is the head of its first release.'],
  NOTICE_CORRECTED: ['公示已更正', 'A new release replaces the one before, for `reason`; `entry` is its head.'],
  NOTICE_CLOSED: ['公示已结束', 'The working days of the notice are over.'],
  ADDED: ['新增', 'The line came onto the list; `entry` is the line.'],
  CORRECTED: ['更正', 'The line changed, for `reason`; `entry` is the line as it now is.'],
  MOVED: ['位次变动', 'Only the rank of the line changed; `entry` is the line as it now is.'],
  REMOVED: ['移除', 'The line is no longer on the list, for `reason`: a tombstone.'],
  OBJECTED: ['异议处理中', 'An objection against the line was filed; the line waits for the decision.'],
  OBJECTION_UPHELD: ['异议成立', 'The objection was upheld, for `reason`; the line was corrected or removed.'],
  OBJECTION_DISMISSED: ['异议不成立', 'The objection was dismissed, for `reason`; the line stays as it is.'],
  OBJECTION_WITHDRAWN: ['异议已撤回', 'The objection was withdrawn by the person who filed it.'],
  EXCLUDED: ['已剔除', 'The enterprise is excluded and gets no subsidy from this list; the release says why.'],
  CONFIRMED: ['公示无异议', 'The notice closed without an objection left against the line.'],
  PAID: ['已拨付', 'The amount was paid.'],
  RECOVERING: ['追回中', 'A paid amount is being recovered.'],
  RECOVERED: ['已追回', 'The amount was recovered.'],
};
