import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayRead,
  onlyWhere,
  ownEnterprise,
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { members } from '../access/role.js';
import { ActorRole } from '../access/actor-role.js';

/** What happened. Past tense: an event is never taken back, only followed by another. */
export enum EventType {
  PROGRAMME_CREATED = 'PROGRAMME_CREATED',
  PROGRAMME_UPDATED = 'PROGRAMME_UPDATED',
  CALENDAR_IMPORTED = 'CALENDAR_IMPORTED',
  DRAFT_PREPARED = 'DRAFT_PREPARED',
  DRAFT_CHECKED = 'DRAFT_CHECKED',
  DRAFT_APPROVED = 'DRAFT_APPROVED',
  DRAFT_RETURNED = 'DRAFT_RETURNED',
  DRAFT_OUTDATED = 'DRAFT_OUTDATED',
  INSTITUTION_CONFIRMED = 'INSTITUTION_CONFIRMED',
  INSTITUTION_REGISTERED = 'INSTITUTION_REGISTERED',
  INSTITUTION_REJECTED = 'INSTITUTION_REJECTED',
  INSTITUTION_SUSPENDED = 'INSTITUTION_SUSPENDED',
  INSTITUTION_RESUMED = 'INSTITUTION_RESUMED',
  ACCOUNT_REGISTERED = 'ACCOUNT_REGISTERED',
  SIGNED_IN = 'SIGNED_IN',
  SIGN_IN_REFUSED = 'SIGN_IN_REFUSED',
  SIGNED_OUT = 'SIGNED_OUT',
  PASSWORD_RESET = 'PASSWORD_RESET',
  PERSON_VERIFIED = 'PERSON_VERIFIED',
  PERSON_NOT_CONFIRMED = 'PERSON_NOT_CONFIRMED',
  PERSON_CHECK_REQUESTED = 'PERSON_CHECK_REQUESTED',
  PERSON_CHECKED = 'PERSON_CHECKED',
  PERSON_CHECK_CONFIRMED = 'PERSON_CHECK_CONFIRMED',
  PERSON_CHECK_REJECTED = 'PERSON_CHECK_REJECTED',
  IDENTITY_PAPER_READ = 'IDENTITY_PAPER_READ',
  IDENTITY_PAPERS_DELETED = 'IDENTITY_PAPERS_DELETED',
  ROLE_GRANTED = 'ROLE_GRANTED',
  ROLE_REVOKED = 'ROLE_REVOKED',
  ACCESS_REFUSED = 'ACCESS_REFUSED',
  TOKEN_ISSUED = 'TOKEN_ISSUED',
  TOKEN_REUSED = 'TOKEN_REUSED',
  CREDENTIAL_ISSUED = 'CREDENTIAL_ISSUED',
  CREDENTIAL_REVOKED = 'CREDENTIAL_REVOKED',
  FRONT_END_REGISTERED = 'FRONT_END_REGISTERED',
  FRONT_END_REVOKED = 'FRONT_END_REVOKED',
  CONSENT_GIVEN = 'CONSENT_GIVEN',
  BINDING_REQUESTED = 'BINDING_REQUESTED',
  BINDING_CONFIRMED = 'BINDING_CONFIRMED',
  BINDING_REJECTED = 'BINDING_REJECTED',
  BINDING_REVOKED = 'BINDING_REVOKED',
  AUTHORISATION_READ = 'AUTHORISATION_READ',
  BANK_ACCOUNT_ADDED = 'BANK_ACCOUNT_ADDED',
  BANK_ACCOUNT_MADE_DEFAULT = 'BANK_ACCOUNT_MADE_DEFAULT',
  BANK_ACCOUNT_REMOVED = 'BANK_ACCOUNT_REMOVED',
  BANK_ACCOUNT_REVEALED = 'BANK_ACCOUNT_REVEALED',
  STAFF_INVITED = 'STAFF_INVITED',
  STAFF_INVITATION_WITHDRAWN = 'STAFF_INVITATION_WITHDRAWN',
  STAFF_JOINED = 'STAFF_JOINED',
  STAFF_HANDED_OVER = 'STAFF_HANDED_OVER',
  STAFF_REMOVED = 'STAFF_REMOVED',
  CONTACT_GIVEN = 'CONTACT_GIVEN',
  ENTERPRISE_INVITED = 'ENTERPRISE_INVITED',
  POLICY_PROBLEM_REPORTED = 'POLICY_PROBLEM_REPORTED',
  POLICY_PROBLEM_ANSWERED = 'POLICY_PROBLEM_ANSWERED',
  POLICY_PROBLEM_REPLIED = 'POLICY_PROBLEM_REPLIED',
  POLICY_PROBLEM_CLOSED = 'POLICY_PROBLEM_CLOSED',
  QUALIFICATIONS_IMPORTED = 'QUALIFICATIONS_IMPORTED',
  LIST_UPLOADED = 'LIST_UPLOADED',
  LIST_CONFIRMED = 'LIST_CONFIRMED',
  LIST_DISCARDED = 'LIST_DISCARDED',
  LIST_APPLIED = 'LIST_APPLIED',
  REGISTRATION_CHANGED = 'REGISTRATION_CHANGED',
  ENTERPRISE_EXCLUDED = 'ENTERPRISE_EXCLUDED',
  EXCLUSION_LIFTED = 'EXCLUSION_LIFTED',
  OTHER_FUNDING_RECORDED = 'OTHER_FUNDING_RECORDED',
  POLICIES_SUBMITTED = 'POLICIES_SUBMITTED',
  POLICY_WITHDRAWN = 'POLICY_WITHDRAWN',
  POLICY_CORRECTED = 'POLICY_CORRECTED',
  REFUND_RECORDED = 'REFUND_RECORDED',
  DOCUMENT_ATTACHED = 'DOCUMENT_ATTACHED',
  DOCUMENT_REMOVED = 'DOCUMENT_REMOVED',
  DOCUMENT_DOWNLOADED = 'DOCUMENT_DOWNLOADED',
  POLICY_BLOCKED = 'POLICY_BLOCKED',
  POLICY_UNBLOCKED = 'POLICY_UNBLOCKED',
  POLICY_OUTCOME_CHANGED = 'POLICY_OUTCOME_CHANGED',
  SPOT_CHECK_DRAWN = 'SPOT_CHECK_DRAWN',
  FINDING_RECORDED = 'FINDING_RECORDED',
  FINDING_CONFIRMED = 'FINDING_CONFIRMED',
  FINDING_RETURNED = 'FINDING_RETURNED',
  SPOT_CHECK_FAILED = 'SPOT_CHECK_FAILED',
  PROPOSAL_COMPUTED = 'PROPOSAL_COMPUTED',
  PROPOSAL_SUBMITTED = 'PROPOSAL_SUBMITTED',
  OPINION_GIVEN = 'OPINION_GIVEN',
  PROPOSAL_APPROVED = 'PROPOSAL_APPROVED',
  PROPOSAL_RETURNED = 'PROPOSAL_RETURNED',
  PROPOSAL_REMINDED = 'PROPOSAL_REMINDED',
  POLICY_ADMITTED = 'POLICY_ADMITTED',
  COMPUTATION_CANCELLED = 'COMPUTATION_CANCELLED',
  NOTICE_PUBLISHED = 'NOTICE_PUBLISHED',
  NOTICE_CLOSED = 'NOTICE_CLOSED',
  NOTICE_CORRECTED = 'NOTICE_CORRECTED',
  OBJECTION_FILED = 'OBJECTION_FILED',
  OBJECTION_WITHDRAWN = 'OBJECTION_WITHDRAWN',
  OBJECTION_DECIDED = 'OBJECTION_DECIDED',
  OBJECTION_REMINDED = 'OBJECTION_REMINDED',
  OBJECTION_FILING_READ = 'OBJECTION_FILING_READ',
  OBJECTION_ATTACHMENT_READ = 'OBJECTION_ATTACHMENT_READ',
  TEXT_MESSAGE_DELIVERED = 'TEXT_MESSAGE_DELIVERED',
  TEXT_MESSAGE_FAILED = 'TEXT_MESSAGE_FAILED',
  SERVICE_NOTICE_PREPARED = 'SERVICE_NOTICE_PREPARED',
  SERVICE_NOTICE_PUBLISHED = 'SERVICE_NOTICE_PUBLISHED',
  CLAIM_STATUS_CHANGED = 'CLAIM_STATUS_CHANGED',
  PAYMENT_INFORMATION_REQUESTED = 'PAYMENT_INFORMATION_REQUESTED',
  CLAIM_REMINDED = 'CLAIM_REMINDED',
  CLAIM_EXTENDED = 'CLAIM_EXTENDED',
  PAYMENT_ORDERED = 'PAYMENT_ORDERED',
  PAYMENT_LINE_HELD = 'PAYMENT_LINE_HELD',
  PAYEES_ACCEPTED = 'PAYEES_ACCEPTED',
  PAYMENT_LAYOUT_PROPOSED = 'PAYMENT_LAYOUT_PROPOSED',
  PAYMENT_LAYOUT_APPROVED = 'PAYMENT_LAYOUT_APPROVED',
  PAYMENT_LAYOUT_REJECTED = 'PAYMENT_LAYOUT_REJECTED',
  PAYMENT_RELEASED = 'PAYMENT_RELEASED',
  PAYMENT_RETURNED = 'PAYMENT_RETURNED',
  PAYMENT_FILE_READ = 'PAYMENT_FILE_READ',
  PAYMENT_RESULTS_RECORDED = 'PAYMENT_RESULTS_RECORDED',
  RECOVERY_OPENED = 'RECOVERY_OPENED',
  RECOVERY_RAISED = 'RECOVERY_RAISED',
  REPAYMENT_RECORDED = 'REPAYMENT_RECORDED',
  RECOVERY_CLOSED = 'RECOVERY_CLOSED',
  WEBHOOK_REGISTERED = 'WEBHOOK_REGISTERED',
  WEBHOOK_REMOVED = 'WEBHOOK_REMOVED',
}

registerEnumType(EventType, {
  name: 'EventType',
  description: 'What happened. Values may be added.',
  valuesConfig: {
    PROGRAMME_CREATED: { description: '年度工作已建立: a programme was set up.' },
    PROGRAMME_UPDATED: {
      description: '年度工作已修订: a later version is in force; `data.changes` has the values before and after.',
    },
    CALENDAR_IMPORTED: {
      description:
        '工作日历已生效: the working days of a year are in force; `data.changes` has the values before and after.',
    },
    DRAFT_PREPARED: { description: '草案已拟定: a programme or a year of the calendar was prepared.' },
    DRAFT_CHECKED: { description: '草案已核对: a draft was checked and has no contradictions.' },
    DRAFT_APPROVED: { description: '草案已批准: a department approved a draft.' },
    DRAFT_RETURNED: { description: '草案已退回: a draft was ended before it was in force, with a reason.' },
    DRAFT_OUTDATED: { description: '草案已过时: a draft could not be put in force when its instant came.' },
    INSTITUTION_CONFIRMED: { description: '机构已核对: an institution was confirmed.' },
    INSTITUTION_REGISTERED: { description: '机构已登记: an institution was registered.' },
    INSTITUTION_REJECTED: { description: '机构不予通过: an institution was rejected.' },
    INSTITUTION_SUSPENDED: { description: '机构已暂停: an institution was suspended.' },
    INSTITUTION_RESUMED: { description: '机构已恢复: a suspension was lifted.' },
    ACCOUNT_REGISTERED: { description: '账户已注册: a person registered an account.' },
    SIGNED_IN: { description: '已登录: somebody signed in, or took another of their roles.' },
    SIGN_IN_REFUSED: { description: '登录被拒: a sign-in was refused.' },
    SIGNED_OUT: { description: '已退出: somebody signed out.' },
    PASSWORD_RESET: { description: '密码已重置: a new password was set.' },
    PERSON_VERIFIED: { description: '个人已认证: a person was verified.' },
    PERSON_NOT_CONFIRMED: { description: '个人认证未通过: the register did not confirm somebody.' },
    PERSON_CHECK_REQUESTED: { description: '人工核验已申请: somebody asked to be verified from papers.' },
    PERSON_CHECKED: { description: '人工核验已初核: one person of PLATFORM compared the papers.' },
    PERSON_CHECK_CONFIRMED: { description: '人工核验已通过: a second person confirmed; the person is verified.' },
    PERSON_CHECK_REJECTED: { description: '人工核验不予通过: the papers do not show the person named.' },
    IDENTITY_PAPER_READ: { description: '身份证件已查看: a scan of an identity paper was read.' },
    IDENTITY_PAPERS_DELETED: { description: '身份证件已删除: the scans of a decided request were deleted.' },
    ROLE_GRANTED: { description: '角色已授予: an account was given a role.' },
    ROLE_REVOKED: { description: '角色已撤销: a role was taken away.' },
    ACCESS_REFUSED: { description: '访问被拒: somebody with a token tried what their role may not do.' },
    TOKEN_ISSUED: { description: '令牌已签发: a machine or a front-end was given a token.' },
    TOKEN_REUSED: { description: '令牌被重用: a refresh token was used twice, and the consent withdrawn for it.' },
    CREDENTIAL_ISSUED: { description: '系统凭证已签发: a machine credential was issued.' },
    CREDENTIAL_REVOKED: { description: '系统凭证已撤销: a machine credential was revoked.' },
    FRONT_END_REGISTERED: { description: '第三方应用已登记: a front-end was registered.' },
    FRONT_END_REVOKED: { description: '第三方应用已撤销: a front-end was revoked.' },
    CONSENT_GIVEN: { description: '授权已同意: somebody let a front-end act for them.' },
    BINDING_REQUESTED: { description: '企业认证已申请: somebody asked to act for an enterprise.' },
    BINDING_CONFIRMED: { description: '企业认证已通过: somebody may act for an enterprise.' },
    BINDING_REJECTED: { description: '企业认证不予通过: somebody may not act for an enterprise.' },
    BINDING_REVOKED: { description: '企业认证已撤销: somebody may no longer act for an enterprise.' },
    AUTHORISATION_READ: { description: '授权书已查看: a signed authorisation was read.' },
    BANK_ACCOUNT_ADDED: { description: '收款账户已新增: a bank account was added.' },
    BANK_ACCOUNT_MADE_DEFAULT: { description: '默认收款账户已变更: a bank account was made the default.' },
    BANK_ACCOUNT_REMOVED: { description: '收款账户已删除: a bank account was removed.' },
    BANK_ACCOUNT_REVEALED: { description: '收款账号已查看: a whole account number was read.' },
    STAFF_INVITED: { description: '人员已邀请: somebody was invited to act for an institution or company.' },
    STAFF_INVITATION_WITHDRAWN: { description: '人员邀请已撤回: an invitation was withdrawn.' },
    STAFF_JOINED: { description: '人员已加入: somebody accepted an invitation.' },
    STAFF_HANDED_OVER: { description: '管理权限已移交: another person manages the people.' },
    STAFF_REMOVED: { description: '人员已移除: somebody no longer acts for an institution or company.' },
    CONTACT_GIVEN: { description: '联系方式已提供: an insurer gave the phone number of a company.' },
    ENTERPRISE_INVITED: { description: '企业已提醒注册: a company without an account was asked to register.' },
    POLICY_PROBLEM_REPORTED: { description: '保单问题已提出: a company says that a policy is missing or wrong.' },
    POLICY_PROBLEM_ANSWERED: { description: '保单问题已答复: the insurer answered.' },
    POLICY_PROBLEM_REPLIED: { description: '保单问题已续报: the company wrote again.' },
    POLICY_PROBLEM_CLOSED: { description: '保单问题已关闭: the company closed it.' },
    QUALIFICATIONS_IMPORTED: {
      description: '企业资质已更新: an imported list changed the qualifications of a company.',
    },
    LIST_UPLOADED: { description: '名单已上传: a list of companies was uploaded.' },
    LIST_CONFIRMED: { description: '名单已确认: another person confirmed the difference that a list makes.' },
    LIST_DISCARDED: { description: '名单已放弃: an uploaded list was discarded.' },
    LIST_APPLIED: { description: '名单已生效: a confirmed list took effect.' },
    REGISTRATION_CHANGED: { description: '登记信息已变更: the register says something new of a company.' },
    ENTERPRISE_EXCLUDED: { description: '企业已排除: a company was left out of a programme.' },
    EXCLUSION_LIFTED: { description: '排除已解除: a company was let in again.' },
    OTHER_FUNDING_RECORDED: {
      description: '其他财政资金已登记: what other public money paid for a policy was recorded.',
    },
    POLICIES_SUBMITTED: { description: '批量上传已受理: policies were pushed.' },
    POLICY_WITHDRAWN: { description: '保单已撤回: a policy was withdrawn.' },
    POLICY_CORRECTED: { description: '保单已更正: an institution corrected a policy.' },
    REFUND_RECORDED: { description: '退保批减已登记: a refund was recorded against a policy.' },
    DOCUMENT_ATTACHED: { description: '佐证材料已上传: a paper was attached to a policy.' },
    DOCUMENT_REMOVED: { description: '佐证材料已移除: a paper was taken off a policy.' },
    DOCUMENT_DOWNLOADED: { description: '佐证材料已下载: somebody read a paper.' },
    POLICY_BLOCKED: { description: '保单已列入不予补贴: other provincial money subsidised a policy already.' },
    POLICY_UNBLOCKED: { description: '保单已解除不予补贴: a block was lifted.' },
    POLICY_OUTCOME_CHANGED: {
      description: '保单结果变更: a policy has another outcome, or is left out for other reasons.',
    },
    SPOT_CHECK_DRAWN: { description: '抽核样本已抽取: a sample of policies was drawn.' },
    FINDING_RECORDED: { description: '抽核结论已登记: somebody recorded what the papers of a policy show.' },
    FINDING_CONFIRMED: { description: '抽核结论已复核: another person confirmed a finding.' },
    FINDING_RETURNED: { description: '抽核结论已退回: another person returned a finding, with the reason.' },
    SPOT_CHECK_FAILED: { description: '抽核不合格: a confirmed finding takes a policy out.' },
    PROPOSAL_COMPUTED: { description: '建议方案已测算: a revision of the proposal was computed.' },
    PROPOSAL_SUBMITTED: { description: '建议方案已提交: the proposal was submitted for review.' },
    OPINION_GIVEN: { description: '监管意见已反馈: the regulator gave its opinion.' },
    PROPOSAL_APPROVED: { description: '建议方案已审定: the proposal was approved.' },
    PROPOSAL_RETURNED: { description: '建议方案已退回: the proposal was returned with reasons.' },
    PROPOSAL_REMINDED: { description: '审核催办: a step of the review waits longer than the programme allows.' },
    POLICY_ADMITTED: { description: '保单准予计入: a policy that was left for review counts.' },
    COMPUTATION_CANCELLED: { description: '测算已取消: a computation was called off.' },
    NOTICE_PUBLISHED: { description: '公示已发布: a publicity notice was published.' },
    NOTICE_CLOSED: { description: '公示已结束: a publicity notice was closed.' },
    NOTICE_CORRECTED: { description: '公示已更正: a new release of a notice was published, with its reason.' },
    OBJECTION_FILED: { description: '异议已提出: an objection was filed.' },
    OBJECTION_WITHDRAWN: { description: '异议已撤回: an objection was withdrawn.' },
    OBJECTION_DECIDED: { description: '异议已处理: an objection was upheld or dismissed.' },
    OBJECTION_REMINDED: { description: '异议处理提醒: the time to decide an objection is about to end.' },
    OBJECTION_FILING_READ: { description: '异议人信息已查看: who objected and why was read.' },
    OBJECTION_ATTACHMENT_READ: { description: '异议附件已查看: a paper of an objection was read.' },
    TEXT_MESSAGE_DELIVERED: { description: '短信已送达: the provider reported that a text message arrived.' },
    TEXT_MESSAGE_FAILED: { description: '短信未送达: a text message did not arrive, with the reason.' },
    SERVICE_NOTICE_PREPARED: {
      description: '公告送达名单已拟定: the companies that no message reaches were listed for a service notice.',
    },
    SERVICE_NOTICE_PUBLISHED: {
      description: '公告送达已发布: a service notice was published; the companies on it count as told.',
    },
    CLAIM_STATUS_CHANGED: { description: '企业补贴状态变更: a claim moved to another state.' },
    PAYMENT_INFORMATION_REQUESTED: { description: '收款信息填报已通知: enterprises were asked for their accounts.' },
    CLAIM_REMINDED: { description: '申领提醒: an enterprise was reminded that its time is about to end.' },
    CLAIM_EXTENDED: { description: '填报期限已延长: an enterprise was given more time.' },
    PAYMENT_ORDERED: { description: '拨付已下达: claims were put into a payment batch.' },
    PAYMENT_LINE_HELD: {
      description: '拨付明细已暂缓: a check of the account holds a line of a batch, with the reason.',
    },
    PAYEES_ACCEPTED: { description: '账户已人工确认: FINANCE let held lines go on, with a reason.' },
    PAYMENT_LAYOUT_PROPOSED: { description: '拨付文件格式已拟定: a layout of the treasury’s file was proposed.' },
    PAYMENT_LAYOUT_APPROVED: { description: '拨付文件格式已启用: another person put a layout in force.' },
    PAYMENT_LAYOUT_REJECTED: { description: '拨付文件格式未通过: a proposed layout was rejected, with the reason.' },
    PAYMENT_RELEASED: { description: '拨付已放行: a batch was released and its file was made.' },
    PAYMENT_RETURNED: { description: '拨付已退回: the department of finance returned a batch or some of its lines.' },
    PAYMENT_FILE_READ: { description: '拨付文件已下载: a file with whole account numbers was handed out.' },
    PAYMENT_RESULTS_RECORDED: { description: '拨付结果已登记: results of the bank were recorded.' },
    RECOVERY_OPENED: { description: '追回已启动: a paid subsidy is to be paid back.' },
    RECOVERY_RAISED: { description: '追回金额已调增: more of a paid subsidy is to be paid back.' },
    REPAYMENT_RECORDED: { description: '还款已登记: money came back.' },
    RECOVERY_CLOSED: { description: '追回已办结: a recovery was closed.' },
    WEBHOOK_REGISTERED: { description: '推送已登记: a webhook was registered.' },
    WEBHOOK_REMOVED: { description: '推送已取消: a webhook was removed.' },
  },
});

/** Events that anybody may follow. They carry nothing that is not on the published list. */
export const publicEventTypes = [
  EventType.NOTICE_PUBLISHED,
  EventType.NOTICE_CORRECTED,
  EventType.NOTICE_CLOSED,
  EventType.SERVICE_NOTICE_PUBLISHED,
];
const publicTypes = `type in (${publicEventTypes.map((type) => `'${type}'`).join(', ')})`;
/** What people do that others decide on, or that cannot be taken back: asked for by its matter, not by its time. */
const acts = [
  EventType.ENTERPRISE_EXCLUDED,
  EventType.EXCLUSION_LIFTED,
  EventType.OTHER_FUNDING_RECORDED,
  EventType.POLICY_BLOCKED,
  EventType.POLICY_UNBLOCKED,
  EventType.FINDING_RECORDED,
  EventType.PROPOSAL_APPROVED,
  EventType.NOTICE_PUBLISHED,
  EventType.NOTICE_CORRECTED,
  EventType.PAYMENT_FILE_READ,
  EventType.RECOVERY_OPENED,
  EventType.INSTITUTION_SUSPENDED,
];

/** Whom an event concerns: it is theirs, or public. */
const concerned = [staff, ownInstitution(), ownEnterprise(), onlyWhere(anybody, publicTypes)];

@Entity({
  policies: rowPolicies(
    mayRead(...concerned),
    mayInsert(
      asRole('PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE'),
      // An auditor changes nothing, but where they want to be told of events is in the log like anybody's webhook.
      onlyWhere(asRole('AUDITOR'), `type in ('${EventType.WEBHOOK_REGISTERED}', '${EventType.WEBHOOK_REMOVED}')`),
    ),
  ),
})
@Index({
  name: 'event_acts',
  expression: `create index "event_acts" on "event" ("type", "programme_id") where type in (${acts.map((type) => `'${type}'`).join(', ')})`,
})
@ObjectType({ description: '事件: one change, written in the transaction that made it and never altered.' })
@Access(...members)
export class Event {
  @PrimaryKey({ type: 'bigint', autoincrement: false, generated: 'by default as identity' })
  id: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Property({ type: 'text' })
  @Field(() => EventType, { description: '事件类型: what happened.' })
  type: EventType;

  @Property({ type: 'uuid', nullable: true })
  actorId: string | null;

  @Property({ type: 'text' })
  @Field(() => ActorRole, {
    description: '操作身份: in which role it was done. Who it was, only those who audit read.',
  })
  actorRole: ActorRole;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The type of the object that changed, for example `Claim`.' })
  subjectType: string;

  @Property({ type: 'uuid' })
  subjectId: string;

  @Property({ type: 'uuid', nullable: true })
  programmeId: string | null;

  @Property({ type: 'uuid', nullable: true })
  institutionId: string | null;

  @Property({ type: 'uuid', nullable: true })
  enterpriseId: string | null;

  @Property({ type: 'jsonb' })
  data: Record<string, unknown>;

  /** The `traceparent` of what caused it, where traces are on. */
  @Property({ type: 'text', nullable: true })
  traceparent: string | null;
}

/**
 * The place of an event in the one order that everybody sees, given after its transaction has committed: numbers
 * taken before a commit can become visible out of order, and a reader between them would skip one.
 * Each seal holds the digest of its event and of the seal before it, so that nothing can be changed unseen.
 */
@Entity({ policies: rowPolicies(mayRead(...concerned)) })
@Index({ name: 'event_seal_type', properties: ['type', 'position'] })
@Index({ name: 'event_seal_subject', properties: ['subjectId', 'position'] })
@Index({ name: 'event_seal_role', properties: ['actorRole', 'position'] })
@Index({ name: 'event_seal_latest', properties: ['latestAt', 'position'] })
@Index({
  name: 'event_seal_institution',
  properties: ['institutionId', 'position'],
  where: 'institution_id is not null',
})
@Index({ name: 'event_seal_enterprise', properties: ['enterpriseId', 'position'], where: 'enterprise_id is not null' })
export class EventSeal {
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  position: string;

  @Property({ type: 'bigint', unique: true })
  eventId: string;

  /** SHA-256 over the previous digest and the event's content, in hexadecimal. */
  @Property({ type: 'text' })
  digest: string;

  /** What decides whom the event concerns, as the event has it. */
  @Property({ type: 'text' })
  type: EventType;

  @Property({ type: 'uuid' })
  subjectId: string;

  @Property({ type: 'uuid', nullable: true })
  institutionId: string | null;

  @Property({ type: 'uuid', nullable: true })
  enterpriseId: string | null;

  @Property({ type: 'text' })
  actorRole: ActorRole;

  /** When the latest event up to this place happened: it never falls, so a time leads to a place in the log. */
  @Property({ type: 'timestamptz' })
  latestAt: Date;
}

/**
 * A server that gives places in the log: another one after a failover or a recovery to a moment. What the one before gave
 * beyond `lastBefore` is lost, and its places are never given again.
 */
@Entity({ policies: rowPolicies(mayRead(asRole())) })
export class EventServer {
  @PrimaryKey({ type: 'bigint', autoincrement: false })
  firstPosition: string;

  /** The cluster and its timeline. */
  @Property({ type: 'text' })
  server: string;

  /** The last place that is known of the server before. */
  @Property({ type: 'bigint' })
  lastBefore: string;
}

/** Events that are committed and wait for their seal, one row for each statement; filled by a trigger. */
@Entity({ policies: rowPolicies(mayRead(asRole())) })
export class EventPending {
  @PrimaryKey({ type: 'bigint', autoincrement: false, generated: 'by default as identity' })
  id: string;

  @Property({ columnType: 'bigint[]', type: 'string[]' })
  eventIds: string[];
}
