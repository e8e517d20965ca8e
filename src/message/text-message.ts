import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { asRole, mayInsert, mayRead, mayUpdate } from '../database/row-security.js';

/** The texts that are sent; each provider knows them under a code of its own (`SMS_TEMPLATES`). */
export enum SmsTemplate {
  /** 验证码: `code`. */
  VERIFICATION_CODE = 'VERIFICATION_CODE',
  /** 收款信息填报通知: `enterprise`, `programme`, `until`. */
  PAYMENT_INFORMATION_REQUEST = 'PAYMENT_INFORMATION_REQUEST',
  /** 收款信息填报提醒: `enterprise`, `programme`, `until`. */
  PAYMENT_INFORMATION_REMINDER = 'PAYMENT_INFORMATION_REMINDER',
  /** 拨付失败通知: `enterprise`, `reason`. */
  PAYMENT_FAILED = 'PAYMENT_FAILED',
  /** 追回通知: `enterprise`, `amount`, `until`. */
  RECOVERY_NOTICE = 'RECOVERY_NOTICE',
}

export enum SmsStatus {
  PENDING = 'PENDING',
  SENT = 'SENT',
  FAILED = 'FAILED',
}

/** The outbox: a text message, written with the change that causes it and sent after that has been committed. */
@Entity({
  policies: [
    mayRead(asRole('PLATFORM', 'SCIENCE', 'AUDITOR')),
    mayInsert(asRole('PUBLIC', 'INSURER', 'ENTERPRISE', 'PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE')),
    mayUpdate(asRole()),
  ],
})
@Index({ properties: ['nextAttemptAt'], where: `status = 'PENDING'` })
@Index({ properties: ['enterpriseId'] })
export class TextMessage {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  /** The number, sealed; `lastFour` is all that is shown. */
  @Property({ type: 'text' })
  sealedPhone: string;

  @Property({ type: 'text' })
  lastFour: string;

  @Property({ type: 'text' })
  template: SmsTemplate;

  /** Sealed, and forgotten once it was sent or given up: codes are in it. */
  @Property({ type: 'text', nullable: true })
  sealedParameters: string | null;

  /** The enterprise that it concerns, where there is one. */
  @Property({ type: 'uuid', nullable: true })
  enterpriseId: string | null;

  @Property({ type: 'uuid', nullable: true })
  programmeId: string | null;

  @Property({ type: 'text' })
  status: SmsStatus;

  @Property({ type: 'int', default: 0 })
  attempts: number;

  @Property({ type: 'timestamptz' })
  createdAt: Date;

  @Property({ type: 'timestamptz' })
  nextAttemptAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  sentAt: Date | null;

  /** After this nobody waits for it any more, a code for example. */
  @Property({ type: 'timestamptz', nullable: true })
  uselessAfter: Date | null;

  /** What the provider calls it, or why it refused. */
  @Property({ type: 'text', nullable: true })
  providerAnswer: string | null;
}
