import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

export enum InstitutionStatus {
  PENDING = 'PENDING',
  ACTIVE = 'ACTIVE',
  REJECTED = 'REJECTED',
  SUSPENDED = 'SUSPENDED',
}

registerEnumType(InstitutionStatus, {
  name: 'InstitutionStatus',
  description: '机构状态: whether an institution may push.',
  valuesConfig: {
    PENDING: { description: '待核对: registered; both departments have yet to confirm.' },
    ACTIVE: { description: '已核对: confirmed by both; may push.' },
    REJECTED: { description: '不予通过: the institution was not confirmed.' },
    SUSPENDED: { description: '暂停: may not push for the time being.' },
  },
});

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution('id')),
    mayInsert(asRole()),
    mayUpdate(asRole('SCIENCE', 'REGULATOR')),
  ),
})
@Index({
  name: 'institution_name_key_due',
  expression: `create index "institution_name_key_due" on "institution" ("id") where strpos("name_key", E'\n') = 0`,
})
@ObjectType({ implements: Node, description: '保险机构: an insurer licensed in the province that pushes policies.' })
@Access(Role.INSURER, ...staffRoles)
export class Institution extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: '统一社会信用代码: credit code of the institution.' })
  creditCode: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '机构名称: full official name.' })
  name: string;

  /**
   * The text that a search compares; a trigger fills it (`onCreate` leaves it empty), and `completeNameKeys` completes
   * it.
   */
  @Property({ type: 'text', lazy: true, onCreate: () => undefined })
  nameKey?: string;

  @Property({ type: 'text' })
  @Field(() => InstitutionStatus, { description: '状态: whether it may push.' })
  status: InstitutionStatus;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was registered.' })
  registeredAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  registeredBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '省科技厅核对时间: when SCIENCE confirmed it.' })
  scienceConfirmedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  scienceConfirmedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '金融监管局核对时间: when REGULATOR confirmed it.' })
  regulatorConfirmedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  regulatorConfirmedBy: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '理由: why it was rejected or suspended; null otherwise.' })
  reason: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: 'Whether this is made-up demonstration data.' })
  demonstration: boolean;

  /** Returns who registered it, and who has confirmed it so far. */
  preparers(): (string | null)[] {
    return [this.registeredBy, this.scienceConfirmedBy, this.regulatorConfirmedBy];
  }

  isConfirmedBy(department: 'science' | 'regulator'): boolean {
    return (department === 'science' ? this.scienceConfirmedAt : this.regulatorConfirmedAt) != null;
  }

  /** Confirms for a department; after both have confirmed, the institution may push. */
  confirm(department: 'science' | 'regulator', by: string, at: Date): void {
    if (department === 'science') {
      this.scienceConfirmedAt = at;
      this.scienceConfirmedBy = by;
    } else {
      this.regulatorConfirmedAt = at;
      this.regulatorConfirmedBy = by;
    }
    if (this.isConfirmedBy('science') && this.isConfirmedBy('regulator')) this.status = InstitutionStatus.ACTIVE;
  }

  /** Registers a rejected institution again; earlier confirmations are removed. */
  registerAgain({ name, by, at }: { name: string; by: string | null; at: Date }): void {
    this.name = name;
    this.registeredAt = at;
    this.registeredBy = by;
    this.scienceConfirmedAt = this.regulatorConfirmedAt = null;
    this.scienceConfirmedBy = this.regulatorConfirmedBy = null;
    this.become(InstitutionStatus.PENDING, null);
    this.version += 1;
  }

  become(status: InstitutionStatus, reason: string | null): void {
    this.status = status;
    this.reason = reason;
  }
}
