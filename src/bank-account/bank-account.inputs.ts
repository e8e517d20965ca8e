import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../kernel/errors/payload.js';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { BankAccount } from './bank-account.js';
import type { AddBankAccount } from './bank-accounts.js';

@InputType({ description: 'An account of your enterprise.' })
export class AddBankAccountInput implements AddBankAccount {
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
export class BankAccountInput {
  @Field(() => ID, { description: 'Id of the account.' })
  bankAccountId: string;
}

@ObjectType({ description: 'The account after the step.' })
@Access(Role.ENTERPRISE)
export class BankAccountPayload extends Payload {
  @Field(() => BankAccount, { nullable: true, description: 'The account; null where it was removed.' })
  bankAccount?: BankAccount | null;
}

@ObjectType({ description: 'A whole account number.' })
@Access(Role.ENTERPRISE, Role.FINANCE)
export class RevealBankAccountPayload extends Payload {
  @Field(() => String, { nullable: true, description: '账号: all of it.' })
  number?: string | null;
}

@InputType({ description: 'Conditions for a list of accounts: all that are given must hold.' })
export class BankAccountFilter {
  @Field(() => String, { nullable: true, description: '统一社会信用代码 of the enterprise.' })
  creditCode?: string;
}
