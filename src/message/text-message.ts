import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, mayUpdate, onlyWhere, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';

/** The templates of messages; each provider has its own code for each (`SMS_TEMPLATES`). */
export enum SmsTemplate {
  /** 验证码: `code`. */
  VERIFICATION_CODE = 'VERIFICATION_CODE',
  /** 收款信息填报通知: `enterprise`, `programme`, `until`. */
  PAYMENT_INFORMATION_REQUEST = 'PAYMENT_INFORMATION_REQUEST',
  /** 收款信息填报提醒: `enterprise`, `programme`, `until`. */
  PAYMENT_INFORMATION_REMINDER = 'PAYMENT_INFORMATION_REMINDER',
  /** 企业注册提醒: `enterprise`, `programme`, `until`. */
  REGISTRATION_REMINDER = 'REGISTRATION_REMINDER',
  /** 人员邀请: `subject`, `days`. */
  STAFF_INVITATION = 'STAFF_INVITATION',
  /** 拨付失败通知: `enterprise`, `reason`. */
  PAYMENT_FAILED = 'PAYMENT_FAILED',
  /** 追回通知: `enterprise`, `amount`, `until`. */
  RECOVERY_NOTICE = 'RECOVERY_NOTICE',
  /** 推送终止通知: `host`. */
  WEBHOOK_ENDED = 'WEBHOOK_ENDED',
  /** 授权终止通知: `thing`. */
  GRANT_ENDED = 'GRANT_ENDED',
}

/** The source of the number of a message. */
export enum ContactSource {
  REGISTRATION = 'REGISTRATION',
  INSURER = 'INSURER',
  REGISTER = 'REGISTER',
}

export enum SmsStatus {
  PENDING = 'PENDING',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}

registerEnumType(SmsTemplate, {
  name: 'TextMessageTemplate',
  description: '短信模板: what a text message is about.',
  valuesConfig: {
    VERIFICATION_CODE: { description: '验证码: a code. Never listed.' },
    PAYMENT_INFORMATION_REQUEST: { description: '收款信息填报通知: asks an enterprise for its account.' },
    PAYMENT_INFORMATION_REMINDER: { description: '收款信息填报提醒: its time to claim is about to end.' },
    REGISTRATION_REMINDER: { description: '企业注册提醒: asks a company without an account to register (§3 three).' },
    STAFF_INVITATION: { description: '人员邀请: invites somebody to act for an institution or company. Never listed.' },
    PAYMENT_FAILED: { description: '拨付失败通知: the bank refused; another account is needed.' },
    RECOVERY_NOTICE: { description: '追回通知: a paid subsidy has to come back.' },
    WEBHOOK_ENDED: {
      description: '推送终止通知: a webhook ended, because the right that it depended on did. Never listed.',
    },
    GRANT_ENDED: {
      description: '授权终止通知: something ended, because the right that it depended on did. Never listed.',
    },
  },
});

registerEnumType(ContactSource, {
  name: 'ContactSource',
  description: '联系方式来源: where a phone number of a company is from.',
  valuesConfig: {
    REGISTRATION: { description: '企业自行登记: somebody who acts for the company registered with it.' },
    INSURER: { description: '保险机构提供: an insurer gave it with a policy.' },
    REGISTER: { description: '企业登记信息: the business register has it.' },
  },
});

registerEnumType(SmsStatus, {
  name: 'TextMessageStatus',
  description: '短信状态: how far a text message is.',
  valuesConfig: {
    PENDING: { description: '待发送: on its way, or to be tried again at `nextAttemptAt`.' },
    SENT: { description: '已发送: taken by the provider, which has not reported yet whether it arrived.' },
    DELIVERED: { description: '已送达: the provider reported that the phone received it.' },
    FAILED: {
      description:
        '发送失败: the provider refused it (`providerAnswer`) or reported that it did not arrive (`deliveryReport`).',
    },
  },
});

/** The outbox: a text message, written with the change that causes it and sent after that is committed. */
@Entity({
  policies: rowPolicies(
    // Messages with codes are hidden: one that confirms an objector's contact would identify the objector.
    mayRead(asRole(), onlyWhere(asRole('PLATFORM', 'SCIENCE', 'AUDITOR'), 'enterprise_id is not null')),
    mayInsert(asRole('PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE')),
    mayUpdate(asRole()),
  ),
})
@Index({ name: 'text_message_created', properties: ['createdAt', 'id'], where: 'enterprise_id is not null' })
@Index({
  name: 'text_message_programme_created',
  properties: ['programmeId', 'createdAt', 'id'],
  where: 'enterprise_id is not null',
})
@Index({
  name: 'text_message_status_created',
  properties: ['status', 'createdAt', 'id'],
  where: 'enterprise_id is not null',
})
@Index({
  name: 'text_message_template_created',
  properties: ['template', 'createdAt', 'id'],
  where: 'enterprise_id is not null',
})
@Index({ properties: ['nextAttemptAt'], where: `status = 'PENDING'` })
@Index({ properties: ['enterpriseId', 'programmeId'] })
@ObjectType({
  description: '短信: a text message to an enterprise and how far it came. Codes are never listed; texts are sealed.',
})
@Access(Role.PLATFORM, Role.SCIENCE, Role.AUDITOR)
export class TextMessage {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  /** The encrypted number; only `lastFour` is shown. */
  @Property({ type: 'text' })
  sealedPhone: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '手机号后四位: the last four digits of the number.' })
  lastFour: string;

  @Property({ type: 'text' })
  @Field(() => SmsTemplate, { description: '模板: what it is about.' })
  template: SmsTemplate;

  /** Encrypted, and deleted once it was sent or given up, because it may contain a code. */
  @Property({ type: 'text', nullable: true })
  sealedParameters: string | null;

  /** The enterprise that the message concerns, where there is one. */
  @Property({ type: 'uuid', nullable: true })
  enterpriseId: string | null;

  @Property({ type: 'uuid', nullable: true })
  programmeId: string | null;

  @Property({ type: 'text' })
  @Field(() => SmsStatus, { description: '状态: how far it came.' })
  status: SmsStatus;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '发送次数: attempts so far; seven at most, with longer and longer pauses.' })
  attempts: number;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was put into the outbox, with the change that caused it.' })
  createdAt: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it is tried next, as long as it is PENDING.' })
  nextAttemptAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the provider took it; null before.' })
  sentAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ContactSource, { nullable: true, description: '联系方式来源: where the number is from.' })
  contactSource: ContactSource | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '送达时间: when the phone received it, as the provider reported; null where it has not.',
  })
  deliveredAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '送达回执: the provider’s reason where the message did not arrive; null otherwise.',
  })
  deliveryReport: string | null;

  /** After this time the message is no longer useful, a code for example. */
  @Property({ type: 'timestamptz', nullable: true })
  uselessAfter: Date | null;

  /** The provider's id of the message, or the reason of its refusal. */
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '服务商回执: what the provider calls it, or why it refused.' })
  providerAnswer: string | null;

  /** The `traceparent` of the request that caused it, where tracing is on. */
  @Property({ type: 'text', nullable: true })
  traceparent: string | null;
}
