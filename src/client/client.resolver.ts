import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { FrontEnd } from './front-end.js';
import { issueMachineCredential } from './issue-machine-credential.js';
import { MachineCredential } from './machine-credential.js';
import { registerFrontEnd, revokeFrontEnd } from './register-front-end.js';
import { revokeMachineCredential } from './revoke-machine-credential.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { OnePerson } from '../account/four-eyes.js';
import {
  FrontEndFilter,
  FrontEndPayload,
  IssueMachineCredentialInput,
  MachineCredentialFilter,
  MachineCredentialPayload,
  RegisterFrontEndInput,
  RevokeFrontEndInput,
  RevokeMachineCredentialInput,
} from './client.inputs.js';

const CredentialConnection = connectionOf(MachineCredential);
const FrontEndConnection = connectionOf(FrontEnd);

const credentialOrders = defineTimeOrders('MachineCredential', 'issued_at');
const frontEndOrders = defineTimeOrders('FrontEnd', 'registered_at');

function whereRevoked(revoked: boolean | null | undefined) {
  return revoked == null ? [] : [sql`(revoked_at is not null) = ${revoked}`];
}

@Resolver(() => MachineCredential)
export class MachineCredentialResolver {
  @Access(Role.INSURER, ...staff)
  @Query(() => CredentialConnection, { description: '系统凭证: credentials of core systems; an insurer sees its own.' })
  async machineCredentials(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => MachineCredentialFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: MachineCredentialFilter = {},
    @OrderBy(credentialOrders) orderBy = credentialOrders.first,
  ): Promise<Connection<MachineCredential>> {
    const select = columnsOf(MachineCredential, { without: ['secretDigest'] });
    const statement = { select, from: sql`machine_credential`, where: whereRevoked(filter.revoked) };
    return readPage(await context.db.read(), CredentialConnection, statement, credentialOrders.of(orderBy), page);
  }

  @Access(Role.INSURER)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => MachineCredentialPayload, {
    description:
      '签发系统凭证: for a core system of your institution. Several may hold, so that they rotate without a gap.',
  })
  issueMachineCredential(
    @Ctx() context: Context,
    @Arg('input', () => IssueMachineCredentialInput, { description: 'The credential to issue.' })
    input: IssueMachineCredentialInput,
  ): Promise<MachineCredentialPayload> {
    return payloadOf(MachineCredentialPayload, context.language, () => issueMachineCredential(context, input));
  }

  @Access(Role.INSURER, Role.PLATFORM)
  @NeedsScope(Scope.MANAGE)
  @OnePerson('It takes access away and gives none.')
  @Mutation(() => MachineCredentialPayload, {
    description: '撤销系统凭证: it and its tokens are worth nothing from now on, and its sockets end.',
  })
  revokeMachineCredential(
    @Ctx() context: Context,
    @Arg('input', () => RevokeMachineCredentialInput, { description: 'The credential to revoke.' })
    input: RevokeMachineCredentialInput,
  ): Promise<MachineCredentialPayload> {
    return payloadOf(MachineCredentialPayload, context.language, async () => ({
      credential: await revokeMachineCredential(context, keyOf('MachineCredential', input.credentialId)),
    }));
  }
}

@Resolver(() => FrontEnd)
export class FrontEndResolver {
  @Access(Role.PLATFORM, Role.AUDITOR)
  @Query(() => FrontEndConnection, { description: '第三方应用: front-ends of other teams.' })
  async frontEnds(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => FrontEndFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: FrontEndFilter = {},
    @OrderBy(frontEndOrders) orderBy = frontEndOrders.first,
  ): Promise<Connection<FrontEnd>> {
    const select = columnsOf(FrontEnd);
    const statement = { select, from: sql`front_end`, where: whereRevoked(filter.revoked) };
    return readPage(await context.db.read(), FrontEndConnection, statement, frontEndOrders.of(orderBy), page);
  }

  @Access(Role.PLATFORM)
  @NeedsScope(Scope.MANAGE)
  @OnePerson('A front-end gives nobody more than its users may do themselves.')
  @Mutation(() => FrontEndPayload, { description: '登记第三方应用: it may then ask its users for consent.' })
  registerFrontEnd(
    @Ctx() context: Context,
    @Arg('input', () => RegisterFrontEndInput, { description: 'The front-end to register.' })
    input: RegisterFrontEndInput,
  ): Promise<FrontEndPayload> {
    return payloadOf(FrontEndPayload, context.language, async () => ({
      frontEnd: await registerFrontEnd(context, input),
    }));
  }

  @Access(Role.PLATFORM)
  @NeedsScope(Scope.MANAGE)
  @OnePerson('It takes access away and gives none.')
  @Mutation(() => FrontEndPayload, { description: '撤销第三方应用: its tokens and sockets end.' })
  revokeFrontEnd(
    @Ctx() context: Context,
    @Arg('input', () => RevokeFrontEndInput, { description: 'The front-end to revoke.' }) input: RevokeFrontEndInput,
  ): Promise<FrontEndPayload> {
    return payloadOf(FrontEndPayload, context.language, async () => ({
      frontEnd: await revokeFrontEnd(context, keyOf('FrontEnd', input.frontEndId)),
    }));
  }
}
