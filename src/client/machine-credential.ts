import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar, JsonScalar } from '../kernel/values/scalars.js';
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
import { Scope } from '../access/scope.js';

export enum CredentialMethod {
  CLIENT_SECRET = 'CLIENT_SECRET',
  PRIVATE_KEY = 'PRIVATE_KEY',
}

registerEnumType(CredentialMethod, {
  name: 'CredentialMethod',
  description: '认证方式: how a core system proves to the token endpoint who it is.',
  valuesConfig: {
    CLIENT_SECRET: { description: '密钥: a secret that is shown once (`client_secret_basic`).' },
    PRIVATE_KEY: { description: '私钥: it signs with a key that never leaves it (`private_key_jwt`, RFC 7523).' },
  },
});

@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution()),
    mayInsert(asRole(), ownInstitution()),
    mayUpdate(asRole('PLATFORM'), ownInstitution()),
  ),
})
@ObjectType({
  implements: Node,
  description: '系统凭证: what the core system of an institution takes its tokens with (OAuth 2.0 client credentials).',
})
@Access(Role.INSURER, ...staffRoles)
export class MachineCredential extends Node {
  [OptionalProps]?: 'clientId';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid', index: true })
  institutionId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称: what you call it.' })
  name: string;

  @Property({ type: 'text' })
  @Field(() => CredentialMethod, { description: '认证方式: how the client proves who it is.' })
  method: CredentialMethod;

  /** SHA-256 of the secret. The secret has 256 random bits, so it needs no key stretching. */
  @Property({ type: 'text', nullable: true })
  secretDigest: string | null;

  @Property({ type: 'jsonb', nullable: true })
  @Field(() => JsonScalar, { nullable: true, description: 'The public keys (JWKS) of PRIVATE_KEY; null for a secret.' })
  jwks: Record<string, unknown> | null;

  @Property({ type: 'text[]' })
  @Field(() => [Scope], { description: '权限范围: what its tokens may be given.' })
  scopes: Scope[];

  @Property({ type: 'uuid', nullable: true })
  issuedBy: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was issued.' })
  issuedAt: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'After this it is worth nothing.' })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近使用: when it last took a token; null if never.' })
  lastUsedAt: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it holds.' })
  revokedAt: Date | null;

  @Field(() => String, { description: 'The `client_id` for the token endpoint.' })
  get clientId(): string {
    return `m-${this.id}`;
  }
}
