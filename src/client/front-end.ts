import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';

@Entity({
  policies: rowPolicies(
    mayRead(asRole('PLATFORM', 'AUDITOR')),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM')),
  ),
})
@ObjectType({
  implements: Node,
  description:
    '第三方应用: a front-end of another team that acts for its users (OAuth 2.1 authorization code with PKCE).',
})
@Access(Role.PLATFORM, Role.AUDITOR)
export class FrontEnd extends Node {
  [OptionalProps]?: 'clientId';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称: what its users are shown when they are asked for consent.' })
  name: string;

  @Property({ type: 'text[]' })
  @Field(() => [String], {
    description:
      'Where users are sent back to, compared letter by letter; on a loopback address the port may differ (RFC 8252).',
  })
  redirectUris: string[];

  @Property({ type: 'text[]' })
  @Field(() => [Scope], { description: '权限范围: what it may ask its users for.' })
  scopes: Scope[];

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was registered.' })
  registeredAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it holds.' })
  revokedAt: Date | null;

  @Field(() => String, { description: 'The `client_id` for the authorization endpoint. A front-end has no secret.' })
  get clientId(): string {
    return `f-${this.id}`;
  }
}
