import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { anybody, asRole, mayInsert, mayRead, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';
import { RecipientStatus } from './recipient-state.js';

/** A line of a published list; it has only public fields. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE'))) })
@Index({ name: 'recipient_amount', properties: ['releaseId', 'amount', 'rank'] })
@Index({ name: 'recipient_name', properties: ['releaseId', 'name', 'rank'] })
@Unique({ properties: ['releaseId', 'rank'] })
@Unique({ properties: ['releaseId', 'creditCode'] })
@Index({ properties: ['releaseId', 'regionCode', 'rank'] })
@ObjectType({ implements: Node, description: '拟补贴企业: a line of a published list.' })
@Access(...everybody)
export class Recipient extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  releaseId: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '序号: place in the list, the largest amount first.' })
  rank: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '企业名称: name of the company.' })
  name: string;

  /** The text that a search by name uses; computed once, when the release is published. */
  @Property({ type: 'text' })
  searchKey: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Property({ type: 'text' })
  regionCode: string;

  @Property({ type: 'text[]' })
  qualificationKinds: string[];

  @Property({ type: 'text[]' })
  productCodes: string[];

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '拟补贴金额: total for the enterprise. Amounts by product are not public.' })
  amount: string;

  @Field(() => RecipientStatus, {
    description:
      '公示状态: what became of the line in its notice, whichever release the line is of. Public, as `history` is.',
  })
  status: RecipientStatus;
}
