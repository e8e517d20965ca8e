import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { JsonScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { FrontEnd } from './front-end.js';
import type { IssueMachineCredential } from './issue-machine-credential.js';
import { CredentialMethod, MachineCredential } from './machine-credential.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';

@InputType({ description: 'A credential for a core system of your institution.' })
export class IssueMachineCredentialInput implements IssueMachineCredential {
  @Field(() => String, { description: '名称: which distinguishes it from your others.' })
  name: string;

  @Field(() => CredentialMethod, { description: '认证方式: how the client proves who it is.' })
  method: CredentialMethod;

  @Field(() => JsonScalar, { nullable: true, description: 'JWKS with the public keys, for PRIVATE_KEY.' })
  jwks: IssueMachineCredential['jwks'] = null;

  @Field(() => [Scope], { description: '权限范围: what it is for.' })
  scopes: Scope[];

  @Field(() => Int, { description: '有效天数: 1 to 400 days.' })
  validDays: number = 365;

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same credential, without its secret.',
  })
  idempotencyKey: string;
}

@InputType({ description: 'Names one machine credential.' })
export class RevokeMachineCredentialInput {
  @Field(() => ID, { description: 'Id of the credential.' })
  credentialId: string;
}

@InputType({ description: 'A front-end of another team.' })
export class RegisterFrontEndInput {
  @Field(() => String, { description: '名称: what users are shown.' })
  name: string;

  @Field(() => [String], {
    description: 'Where users may be sent back to, letter by letter; https, or http on loopback.',
  })
  redirectUris: string[];

  @Field(() => [Scope], { description: '权限范围: what it may ask for.' })
  scopes: Scope[];

  @Field(() => String, {
    description: 'Your key: the same key with the same input returns the same result and does nothing twice.',
  })
  idempotencyKey: string;
}

@InputType({ description: 'Names one front-end.' })
export class RevokeFrontEndInput {
  @Field(() => ID, { description: 'Id of the front-end.' })
  frontEndId: string;
}

@ObjectType({ description: 'The credential; a new secret is in it once.' })
@Access(Role.INSURER, Role.PLATFORM)
export class MachineCredentialPayload extends Payload {
  @Field(() => MachineCredential, { nullable: true, description: 'The credential after the step.' })
  credential?: MachineCredential | null;

  @Field(() => String, {
    nullable: true,
    description: '密钥: shown now and never again; null for PRIVATE_KEY and where an idempotency key is repeated.',
  })
  secret?: string | null;
}

@ObjectType({ description: 'The front-end after the step.' })
@Access(Role.PLATFORM)
export class FrontEndPayload extends Payload {
  @Field(() => FrontEnd, { nullable: true, description: 'The front-end after the step.' })
  frontEnd?: FrontEnd | null;
}

@InputType({ description: 'Conditions for a list of credentials: all that are given must hold.' })
export class MachineCredentialFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether it was revoked.' })
  revoked?: boolean;
}

@InputType({ description: 'Conditions for a list of front-ends: all that are given must hold.' })
export class FrontEndFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether it was revoked.' })
  revoked?: boolean;
}
