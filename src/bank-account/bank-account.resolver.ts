import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { OrderBy, defineTimeOrders } from '../kernel/lists/list-order.js';
import { ofEnterprise } from '../enterprise/find-enterprise.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, PageArguments, connectionOf, readPage } from '../kernel/lists/pagination.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { Access, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { BankAccount, readingNumbers } from './bank-account.js';
import { bankAccountById } from './bank-account.loader.js';
import { addBankAccount, makeBankAccountDefault, removeBankAccount, revealBankAccount } from './bank-accounts.js';
import { OnePerson } from '../account/four-eyes.js';
import {
  AddBankAccountInput,
  BankAccountFilter,
  BankAccountInput,
  BankAccountPayload,
  RevealBankAccountPayload,
} from './bank-account.inputs.js';

const BankAccountConnection = connectionOf(BankAccount);

const orders = defineTimeOrders('BankAccount', 'added_at');

@Resolver(() => BankAccount)
export class BankAccountResolver {
  @Access(Role.ENTERPRISE, ...staff)
  @Query(() => BankAccountConnection, {
    description: '收款账户: bank accounts; an enterprise sees its own. Numbers are masked.',
  })
  async bankAccounts(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => BankAccountFilter, { nullable: true, description: 'Filter; everything where absent.' })
    filter: BankAccountFilter = {},
    @OrderBy(orders) orderBy = orders.first,
  ): Promise<Connection<BankAccount>> {
    const select = columnsOf(BankAccount, { without: ['sealedNumber'] });
    return readPage(
      await context.db.read(),
      BankAccountConnection,
      { select, from: sql`bank_account`, where: [sql`removed_at is null`, ...ofEnterprise(filter.creditCode)] },
      orders.of(orderBy),
      page,
    );
  }

  @Access(Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => BankAccountPayload, { description: '新增收款账户: the first one is the default (annex 2, two).' })
  addBankAccount(
    @Ctx() context: Context,
    @Arg('input', () => AddBankAccountInput, { description: 'The account to add.' }) input: AddBankAccountInput,
  ): Promise<BankAccountPayload> {
    return payload(context, () => addBankAccount(context, input));
  }

  @Access(Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => BankAccountPayload, { description: '设为默认: it is offered first from now on.' })
  makeBankAccountDefault(
    @Ctx() context: Context,
    @Arg('input', () => BankAccountInput, { description: 'The account to make the default.' }) input: BankAccountInput,
  ): Promise<BankAccountPayload> {
    return payload(context, () => makeBankAccountDefault(context, keyOf('BankAccount', input.bankAccountId)));
  }

  @Access(Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => BankAccountPayload, { description: '删除收款账户: claims that were made with it keep it.' })
  removeBankAccount(
    @Ctx() context: Context,
    @Arg('input', () => BankAccountInput, { description: 'The account to remove.' }) input: BankAccountInput,
  ): Promise<BankAccountPayload> {
    return payloadOf(BankAccountPayload, context.language, async () => {
      await removeBankAccount(context, keyOf('BankAccount', input.bankAccountId));
      return { bankAccount: null };
    });
  }

  @Access(Role.ENTERPRISE, ...readingNumbers.offices)
  @NeedsScope(...readingNumbers.scopes)
  @OnePerson('It changes nothing; each reading is in the event log.')
  @Mutation(() => RevealBankAccountPayload, {
    description: '查看完整账号: the whole number. A mutation, because that it was read goes into the event log.',
  })
  revealBankAccount(
    @Ctx() context: Context,
    @Arg('input', () => BankAccountInput, { description: 'The account to reveal.' }) input: BankAccountInput,
  ): Promise<RevealBankAccountPayload> {
    return payloadOf(RevealBankAccountPayload, context.language, async () => ({
      number: await revealBankAccount(context, keyOf('BankAccount', input.bankAccountId)),
    }));
  }
}

function payload(context: Context, work: () => Promise<string>): Promise<BankAccountPayload> {
  return payloadOf(BankAccountPayload, context.language, async () => ({
    bankAccount: await bankAccountById(context, await work()),
  }));
}
