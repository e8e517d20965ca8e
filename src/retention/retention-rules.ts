/** Deletes rows of a table that fulfil the condition, where `$now` is the present time of the gateway. */
export interface Deletion {
  table: string;
  key: string;
  ended: string;
}

/** How long something is kept, and why. A test checks that each table of the database is in one rule. */
export interface RetentionRule {
  /** The key of the rule in reports. */
  name: string;
  /** What is kept, in Chinese, in the words of an archive. */
  title: string;
  /** The period, in words. */
  kept: string;
  /** Why it is kept for this time and not longer. */
  reason: string;
  tables: readonly string[];
  /** What the retention job deletes. Absent where nothing is deleted, or where another module does it (`deletedBy`). */
  deletions?: readonly Deletion[];
  /** Which other work deletes it. */
  deletedBy?: string;
}

const personalInformation = '个人信息保护法 §19: no longer than the purpose needs.';
const archive = '会计档案管理办法, 财政资金: records of paid public money are kept for 30 years at least.';
const logs = '网络安全法 §21: logs are kept for six months at least. It is also the proof of what happened.';

export const retentionRules: readonly RetentionRule[] = [
  {
    name: 'sign_in',
    title: '验证码、登录失败记录',
    kept: '3 days after it ends',
    reason: `Limits look back one day. ${personalInformation}`,
    tables: ['one_time_code', 'sign_in_failure', 'oauth_state'],
    deletions: [
      { table: 'one_time_code', key: 'id', ended: `expires_at < $now - interval '3 days'` },
      { table: 'sign_in_failure', key: 'id', ended: `failed_at < $now - interval '3 days'` },
      // The OAuth server uses the real clock, also in the sandbox.
      { table: 'oauth_state', key: 'id_digest', ended: `expires_at < now() - interval '3 days'` },
    ],
  },
  {
    name: 'idempotency',
    title: '重复请求的答复',
    kept: '30 days',
    reason: 'Seven days are promised to clients; a month leaves room for one that was away.',
    tables: ['idempotency_record'],
    deletions: [{ table: 'idempotency_record', key: 'ctid', ended: `recorded_at < $now - interval '30 days'` }],
  },
  {
    name: 'granted_things',
    title: '凭授权存续的内容',
    kept: 'until the right that it depends on ends, or it ends automatically',
    reason: 'It says which right a download, an upload session or a token depends on.',
    tables: ['granted_thing'],
    deletedBy: 'the job that ends them (src/granted)',
  },
  {
    name: 'uploads',
    title: '待处理的上传文件',
    kept: 'until the file is taken in, at most some days',
    reason: 'The rows of it are kept as policies or failures; nobody needs the bytes.',
    tables: ['upload', 'upload_chunk'],
    deletedBy: 'the reader of files (src/upload)',
  },
  {
    name: 'exports',
    title: '批量导出文件',
    kept: '1 day',
    reason: 'It is a copy of what its reader may read at any time.',
    tables: ['list_export', 'list_export_part'],
    deletedBy: 'the job `delete exports` (src/export)',
  },
  {
    name: 'upload_counts',
    title: '上传次数统计',
    kept: '1 day',
    reason: `How much a client may send within a day is counted from it. ${personalInformation}`,
    tables: ['received_upload'],
    deletions: [{ table: 'received_upload', key: 'id', ended: `received_at < $now - interval '1 day'` }],
  },
  {
    name: 'request_counts',
    title: '请求用量统计',
    kept: '2 minutes',
    reason: `What a client may ask of all gateways within a minute is counted from it. ${personalInformation}`,
    tables: ['client_spending'],
    deletedBy: 'the exchange of the gateways (src/spending)',
  },
  {
    name: 'sandbox_time',
    title: '沙箱时钟',
    kept: 'for good',
    reason: 'One row, which says how far a sandbox is ahead; none in production.',
    tables: ['sandbox_time'],
  },
  {
    name: 'identity_papers',
    title: '身份核验材料',
    kept: 'IDENTITY_PAPER_DAYS after the decision, 30 by default',
    reason: `That somebody was verified stays, not the scan. ${personalInformation}`,
    tables: ['identity_paper', 'person_check'],
    deletedBy: 'the job `delete identity papers` (src/person)',
  },
  {
    name: 'list_rows',
    title: '名单导入明细',
    kept: '90 days after the import ended',
    reason: `The difference that took effect is in the history of companies and qualifications. ${personalInformation}`,
    tables: ['list_import_row', 'list_import_failure'],
    deletions: ['list_import_row', 'list_import_failure'].map((table) => ({
      table,
      key: 'ctid',
      ended: `exists (select from list_import where list_import.id = ${table}.import_id
        and status in ('APPLIED', 'DISCARDED', 'FAILED') and uploaded_at < $now - interval '90 days')`,
    })),
  },
  {
    name: 'authorisations',
    title: '授权书',
    kept: 'as long as the binding that it proves; without one, 3 days',
    reason: `It shows who was allowed to act for a company. Nobody needs one that no request names. ${personalInformation}`,
    tables: ['authorisation'],
    deletions: [
      {
        table: 'authorisation',
        key: 'id',
        ended: `uploaded_at < $now - interval '3 days'
          and not exists (select from enterprise_binding where authorisation_id = authorisation.id)`,
      },
    ],
  },
  {
    name: 'accounts',
    title: '账号、授权与联系方式',
    kept: 'as long as the account or the company is there',
    reason: 'It says who may act for whom. Ended grants stay: what somebody did is judged by them.',
    tables: [
      'account',
      'account_secret',
      'role_grant',
      'machine_credential',
      'front_end',
      'revocation',
      'enterprise_binding',
      'staff_invitation',
      'enterprise_contact',
      'enterprise_invitation',
      'invitation_scan',
      'bank_account',
      'contact_challenge',
    ],
  },
  {
    name: 'events',
    title: '操作日志',
    kept: 'for good',
    reason: logs,
    tables: ['event', 'event_seal', 'event_server', 'event_pending'],
  },
  {
    name: 'messages',
    title: '短信、推送与送达记录',
    kept: 'for good',
    reason:
      'Whether a company was notified decides whether its subsidy may be forfeited. Texts and numbers are encrypted.',
    tables: ['text_message', 'webhook', 'webhook_delivery', 'webhook_attempt', 'service_notice', 'service_notice_line'],
  },
  {
    name: 'programmes',
    title: '政策、日历与公共数据',
    kept: 'for good',
    reason: 'Amounts are explained by the rules of their time.',
    tables: [
      'programme',
      'programme_rules',
      'product',
      'region',
      'qualification_kind',
      'calendar_day',
      'draft',
      'programme_attachment',
      'registered_company',
      'company_lookup',
      'institution',
      'enterprise',
      'institution_enterprise',
      'qualification',
      'list_import',
    ],
  },
  {
    name: 'policies',
    title: '保单、材料与审核',
    kept: '30 years',
    reason: archive,
    tables: [
      'policy',
      'policy_flag',
      'policy_refund',
      'policy_correction',
      'policy_problem',
      'policy_problem_message',
      'policy_funding',
      'policy_exclusion',
      'enterprise_exclusion',
      'submission',
      'submission_row',
      'uploaded_document',
      'policy_document',
      'assessment',
      'left_out_policy',
      'subsidy_proposal',
      'proposal_run',
      'opinion_paper',
      'policy_admission',
      'outcome_progress',
    ],
  },
  {
    name: 'publication',
    title: '公示名单与异议',
    kept: 'for good',
    reason:
      'A published list can be checked for ever. An objector’s name and contact are encrypted and never published.',
    tables: [
      'publicity_notice',
      'notice_release',
      'release_institution',
      'recipient',
      'recipient_state',
      'objection',
      'objection_filing',
      'objection_attachment',
      'log_release',
      'log_leaf',
      'log_node',
      'log_checkpoint',
      'feed_change',
      'feed_progress',
    ],
  },
  {
    name: 'payments',
    title: '兑付、拨付与追回',
    kept: '30 years',
    reason: archive,
    tables: [
      'claim',
      'statement_of_truth',
      'claim_application',
      'claim_correction',
      'payment_batch',
      'payment_line',
      'payment_file',
      'payment_layout',
      'recovery',
      'repayment',
      'spot_check',
      'spot_check_member',
      'spot_check_stratum',
      'spot_check_item',
      'spot_check_finding',
    ],
  },
  {
    name: 'retention',
    title: '数据清理记录',
    kept: 'for good',
    reason: 'It is the report that the other rules are followed.',
    tables: ['retention_run'],
  },
];
