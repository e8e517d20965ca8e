import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GlobalId } from '../../kernel/values/global-id.js';
import { Node } from '../../kernel/node.js';
import { anybody, asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../../database/schema/row-security.js';
import { Access } from '../../access/access.js';
import { everybody } from '../../access/role.js';

/** Everybody may read it; the gateway writes it. */
const catalogue = rowPolicies(mayRead(anybody), mayInsert(asRole()), mayUpdate(asRole()));

/** A reporting region of the programme: a city, or Pingtan as a separate unit. */
@Entity({ policies: catalogue })
@ObjectType({ implements: Node, description: '设区市: a reporting region. Pingtan (350128) is one of its own.' })
@Access(...everybody)
export class Region extends Node {
  @Property({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @Unique()
  @GlobalId()
  override id: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: '区划代码: division code of GB/T 2260, for example `3501`.' })
  code: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称: name in Chinese.' })
  name: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Name in English.' })
  nameInEnglish: string;
}

/** A kind of company that is eligible in some programme. */
@Entity({ policies: catalogue })
@ObjectType({
  implements: Node,
  description: '企业资质类别: a kind of company that a programme may find eligible (§1 one).',
})
@Access(...everybody)
export class QualificationKind {
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Code, for example `NATIONAL_HIGH_TECH`.' })
  code: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称: official name in Chinese.' })
  name: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Name in English.' })
  nameInEnglish: string;
}

/** A day of the State Council's calendar. A missing day is in a year that is not covered. */
@Entity({ policies: catalogue })
export class CalendarDay {
  @PrimaryKey({ type: 'date' })
  day: string;

  @Property({ type: 'boolean' })
  working: boolean;
}
