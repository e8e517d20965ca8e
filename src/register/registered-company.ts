import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  rowPolicies,
  sessionSubject,
  staff,
} from '../database/schema/row-security.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';

export enum RegistrationStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  MOVED_OUT = 'MOVED_OUT',
  REVOKED = 'REVOKED',
  MERGED = 'MERGED',
  DEREGISTERED = 'DEREGISTERED',
}

registerEnumType(RegistrationStatus, {
  name: 'RegistrationStatus',
  description: '登记状态: status of a company in the business register. Values may be added.',
  valuesConfig: {
    ACTIVE: { description: '存续: registered and in business (also 在营, 开业, 在册).' },
    SUSPENDED: { description: '歇业: registered, with its business suspended.' },
    MOVED_OUT: { description: '迁出: moved to the register of another place.' },
    REVOKED: { description: '吊销: the business licence was revoked.' },
    MERGED: { description: '因合并注销: merged into another company, `mergedInto`.' },
    DEREGISTERED: { description: '注销: the company no longer exists.' },
  },
});

/** An enterprise may read its own entry. */
const ownEntry = onlyWhere(
  asRole('ENTERPRISE'),
  `credit_code = (select credit_code from enterprise where id = ${sessionSubject})`,
);

/**
 * The register's facts about a company for a period: a change ends the present entry and begins another, so that name,
 * region and status of every day can be read. The entry without `validUntil` is the present one. Triggers copy it to
 * the enterprise with the same credit code.
 */
@Entity({ policies: rowPolicies(mayRead(staff, ownEntry), mayInsert(asRole()), mayUpdate(asRole())) })
@Unique({ properties: ['creditCode'], name: 'registered_company_present', where: 'valid_until is null' })
@Index({ properties: ['importId'] })
@ObjectType({ description: '企业登记信息: what the business register says of a company during one period.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class RegisteredCompany {
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: '统一社会信用代码: 18 characters (GB 32100-2015).' })
  creditCode: string;

  @PrimaryKey({ type: 'date' })
  @Field(() => DateScalar, { description: '起始日: first day on which this is known to be true.' })
  validFrom: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '截止日: first day on which it is not true any more.' })
  validUntil: string | null;

  /** The first entry also applies to earlier days, about which nothing is known. */
  @Property({ type: 'boolean' })
  isFirst: boolean;

  @Property({ type: 'text' })
  @Field(() => String, { description: '企业名称: name in the register.' })
  name: string;

  @Property({ type: 'text[]', default: [] })
  @Field(() => [String], { description: '曾用名: former names, as the register lists them.' })
  formerNames: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '注册地区划: division code of the registered place (GB/T 2260).',
  })
  divisionCode: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '住所: address in the register.' })
  address: string | null;

  @Property({ type: 'text' })
  @Field(() => RegistrationStatus, { description: '登记状态: state of the company in the register.' })
  status: RegistrationStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '合并后企业: credit code of the company that it merged into.' })
  mergedInto: string | null;

  /** Masked after the first character; the name is not stored, only its digest for comparison. */
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '法定代表人: legal representative, masked.' })
  representative: string | null;

  @Property({ type: 'text', nullable: true })
  representativeDigest: string | null;

  /** A digest for comparison, because encrypting the same value gives a different text each time. */
  @Property({ type: 'text', nullable: true })
  phoneDigest: string | null;

  @Property({ type: 'text', nullable: true })
  sealedPhone: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: '来源: the list or the register that said so.' })
  source: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '名单日期: day of the list, or of the look-up, that this entry comes from.' })
  asOf: string;

  @Property({ type: 'uuid', nullable: true })
  importId: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: '入库时间: when it was recorded here.' })
  recordedAt: Date;
}

export const registeredPhonePlace = 'registered_company.phone';
