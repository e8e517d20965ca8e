import { DecimalScalar } from '../kernel/values/decimal.js';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  ownInstitution,
  ownInstitutionAmong,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

/** The only algorithm for drawing samples so far (docs/spot-checks.md). */
export const drawAlgorithm = 'SHA256-ORDER-1';

const drawers = asRole('SCIENCE', 'REGULATOR');

/** A draw. It never changes, and its sample follows only from its fields and its population. */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitutionAmong('institution_ids')), mayInsert(drawers)) })
@Unique({ properties: ['programmeId', 'number'] })
@ObjectType({
  implements: Node,
  description:
    '抽核: a drawn sample of policies whose papers are examined (§4). How to draw it again oneself: docs/spot-checks.md.',
})
@Access(Role.INSURER, ...staffRoles)
export class SpotCheck extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  /** The institutions whose policies are in the population. */
  @Property({ columnType: 'uuid[]', type: 'string[]' })
  institutionIds: string[];

  /** The revision whose counted policies are the population; null where it is all accepted policies. */
  @Property({ type: 'uuid', nullable: true })
  proposalId: string | null;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '抽核批次号: 1, 2, … in its programme.' })
  number: number;

  @Property({ columnType: 'numeric(5,2)', type: 'string' })
  @Field(() => DecimalScalar, {
    description: '抽取比例: how many per cent of each stratum are drawn, rounded up; "5" is 5 %.',
  })
  percent: string;

  @Property({ columnType: 'numeric(14,2)[]', type: 'string[]' })
  @Field(() => [MoneyScalar], {
    description:
      '金额分层界限: where the bands of the amount begin, ascending. An amount is in band n when n of them are at most it.',
  })
  amountBounds: string[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '抽样算法: name and version, as docs/spot-checks.md describes it.' })
  algorithm: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: '随机种子: 64 hexadecimal digits that the gateway drew; nobody chooses them.',
  })
  seed: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description:
      '抽样总体摘要: SHA-256 of `GET /spot-checks/{id}/population.csv` as an office gets it; fixed with the draw.',
  })
  populationDigest: string;

  @Property({ type: 'uuid' })
  drawnBy: string;

  @Property({ type: 'text' })
  @Field(() => Role, { description: '抽取部门: SCIENCE or REGULATOR.' })
  drawnAs: Role;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: '抽取时间: when it was drawn.' })
  drawnAt: Date;
}

/** A policy of the population as it was when the sample was drawn, so that the draw can be repeated. */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(drawers)) })
@Index({ name: 'spot_check_member_stratum', properties: ['spotCheckId', 'institutionId', 'productCode', 'band'] })
export class SpotCheckMember {
  @PrimaryKey({ type: 'uuid' })
  spotCheckId: string;

  @PrimaryKey({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text' })
  productCode: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  amount: string;

  @Property({ type: 'int' })
  band: number;
}

/** The policies of one institution, one product and one band of the amount; each stratum is drawn separately. */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(drawers)) })
@ObjectType({ description: '抽样层: one institution’s policies of one product and one band of the amount.' })
@Access(Role.INSURER, ...staffRoles)
export class SpotCheckStratum {
  @PrimaryKey({ type: 'uuid' })
  spotCheckId: string;

  @PrimaryKey({ type: 'uuid' })
  institutionId: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: '险种代码: code of the product.' })
  productCode: string;

  @PrimaryKey({ type: 'int' })
  @Field(() => Int, { description: '金额档: band of the amount, from 0.' })
  band: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '总体数: policies in it.' })
  populationCount: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '样本数: policies drawn from it.' })
  sampleCount: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of its lines of `population.csv`, in their order, without the head.' })
  digest: string;
}
