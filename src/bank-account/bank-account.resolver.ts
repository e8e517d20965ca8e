import { columnsOf } from '../database/schema/columns.js';
import { sql } from 'kysely';
import { Arg, Args, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { defineTimeOrders, OrderBy } from '../kernel/lists/list-order.js';
import { ofEnterprise } from '../enterprise/find-enterprise.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Connection, connectionOf, PageArguments, readPage } from '../kernel/lists/pagination.js';
import { Payload, payloadOf } from '../kernel/errors/payload.js';
import { Access, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { BankAccount } from './bank-account.js';
import { bankAccountById } from './bank-account.loader.js';
import {
  type AddBankAccount,
  addBankAccount,
  makeBankAccountDefault,
  removeBankAccount,
  revealBankAccount,
} from './bank-accounts.js';
import { OnePerson } from '../account/four-eyes.js';

const BankAccountConnection = connectionOf(BankAccount);

@InputType({ description: 'An account of your enterprise.' })
class AddBankAccountInput implements AddBankAccount {
  @Field(() => String, { description: '开户银行: name of the bank and branch.' })
  bankName: string;

  @Field(() => String, { description: '联行号: CNAPS code of the branch, 12 digits.' })
  bankCode: string;

  @Field(() => String, { description: '账号: 8 to 32 digits. Stored sealed.' })
  number: string;

  @Field(() => String, { description: '户名: has to be the enterprise.' })
  holder: string;

  @Field(() => String, { description: 'Your key: the same key with the same input adds it once.' })
  idempotencyKey: string;
}

@InputType({ description: 'Names one bank account.' })
class BankAccountInput {
  @Field(() => ID, { description: 'Id of the account.' })
  bankAccountId: string;
}

@ObjectType({ description: 'The account after the step.' })
@Access(Role.ENTERPRISE)
class BankAccountPayload extends Payload {
  @Field(() => BankAccount, { nullable: true, description: 'The account; null where it was removed.' })
  bankAccount?: BankAccount | null;
}

@ObjectType({ description: 'A whole account number.' })
@Access(Role.ENTERPRISE, Role.FINANCE)
class RevealBankAccountPayload extends Payload {
  @Field(() => String, { nullable: true, description: '账号: all of it.' })
  number?: string | null;
}

const orders = defineTimeOrders('BankAccount', 'added_at');

@InputType({ description: 'Conditions for a list of accounts: all that are given must hold.' })
class BankAccountFilter {
  @Field(() => String, { nullable: true, description: '统一社会信用代码 of the enterprise.' })
  creditCode?: string;
}

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
    return answer(context, () => addBankAccount(context, input));
  }

  @Access(Role.ENTERPRISE)
  @NeedsScope(Scope.MANAGE)
  @Mutation(() => BankAccountPayload, { description: '设为默认: it is offered first from now on.' })
  makeBankAccountDefault(
    @Ctx() context: Context,
    @Arg('input', () => BankAccountInput, { description: 'The account to make the default.' }) input: BankAccountInput,
  ): Promise<BankAccountPayload> {
    return answer(context, () => makeBankAccountDefault(context, keyOf('BankAccount', input.bankAccountId)));
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

  @Access(Role.ENTERPRISE, Role.FINANCE)
  @NeedsScope(Scope.READ, Scope.MANAGE)
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

function answer(context: Context, work: () => Promise<string>): Promise<BankAccountPayload> {
  return payloadOf(BankAccountPayload, context.language, async () => ({
    bankAccount: await bankAccountById(context, await work()),
  }));
}
