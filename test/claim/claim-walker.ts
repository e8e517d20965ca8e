import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { returnFailedPayments } from '../../src/payment/payment.jobs.js';
import { addDays } from '../../src/kernel/values/dates.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { bankCodeCheck } from '../../src/bank-account/cnaps.js';
import { ContextFactory } from '../../src/http/request-context.js';
import { tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import {
  AddBankAccountDocument,
  CloseNoticeDocument,
  ConfirmClaimDocument,
  DecideObjectionDocument,
  ExtendClaimDocument,
  FileObjectionDocument,
  ForfeitExpiredClaimsDocument,
  OpenRecoveryDocument,
  OrderPaymentDocument,
  RecordPaymentResultsDocument,
  RecordRecoveryDocument,
  ReleasePaymentDocument,
  RequestPaymentInformationDocument,
} from '../generated/graphql.js';
import type { ApiClient, Document } from '../kit/client.js';
import type { TestGateway } from '../kit/gateway.js';
import { paymentVersion, type PublishedYear, publishYear } from '../kit/published-year.js';
import { testSecret } from '../kit/secret.js';
import { arrangePerson, type Person, programmeCode } from '../kit/world.js';
import { runJob } from '../kit/jobs.js';
import type { Step } from './claim-model.js';

type Keys = Record<'claim' | 'payment_batch' | 'recovery', Record<number, string>>;

/** Does over the network what a model's steps say, each with the token of its role. */
export class ClaimWalker {
  readonly #gateway: TestGateway;
  readonly #year: PublishedYear;
  #people: Person[] = [];
  #accounts: string[] = [];
  #serial = 0;
  /** Each ends later than the one before, and than the walk. */
  #extensions = 0;
  /** What the model knows by small numbers, the gateway by ids. */
  readonly #objections = new Map<number, string>();

  private constructor(gateway: TestGateway, year: PublishedYear) {
    this.#gateway = gateway;
    this.#year = year;
  }

  /** A published list of so many companies, with somebody and an account for each. */
  static async start(gateway: TestGateway, companyCount: number): Promise<ClaimWalker> {
    const walker = new ClaimWalker(gateway, await publishYear(gateway, companyCount));
    await tellAtOnce(gateway);
    const { companies } = walker.#year;
    walker.#people = await Promise.all(companies.map(({ id }) => arrangePerson(gateway, Role.ENTERPRISE, id)));
    walker.#accounts = await Promise.all(
      walker.#people.map(({ client }, place) => addAccount(client, companies[place]!.name)),
    );
    return walker;
  }

  /** The ids of what the model knows by its place. */
  async keys(): Promise<Keys> {
    const [claim, batch, recovery] = [
      await this.#keysOf('claim'),
      await this.#keysOf('payment_batch'),
      await this.#keysOf('recovery'),
    ];
    return { claim, payment_batch: batch, recovery };
  }

  async #keysOf(table: 'claim' | 'payment_batch' | 'recovery'): Promise<Record<number, string>> {
    const order = { claim: 'credit_code', payment_batch: 'number', recovery: 'credit_code' }[table];
    const from = table === 'claim' ? 'claim join enterprise on enterprise.id = enterprise_id' : table;
    const rows = await this.#gateway.sql<{ id: string; credit_code?: string }>(
      `select ${table}.id, ${order} from ${from} order by ${order}`,
    );
    if (table !== 'recovery') return Object.fromEntries(rows.map(({ id }, place) => [place, id]));
    return Object.fromEntries(
      rows.map(({ id, credit_code }) => [
        this.#year.companies.findIndex(({ creditCode }) => creditCode === credit_code),
        id,
      ]),
    );
  }

  /** Does a step, and says what was answered. */
  async perform(step: Step, keys: Keys): Promise<string> {
    const { science, platform, finance } = this.#year;
    const idempotencyKey = this.#nextKey();
    const programme = programmeCode;
    switch (step.do) {
      case 'wait':
        this.#gateway.clock.set(new Date(this.#gateway.clock.now().getTime() + 25 * 86_400_000));
        return 'DONE';
      case 'giveBack': {
        const context = this.#contexts().ofSystem();
        await runJob(returnFailedPayments, context);
        return 'DONE';
      }
      case 'close':
        return ask(science, CloseNoticeDocument, { noticeId: this.#year.noticeId, version: step.seen });
      case 'ask':
        return ask(platform, RequestPaymentInformationDocument, { programme, idempotencyKey });
      case 'forfeit': {
        const { forfeitExpiredClaims } = await platform.client.get(ForfeitExpiredClaimsDocument, {
          input: { programme, idempotencyKey },
        });
        return forfeitExpiredClaims.userErrors[0]?.code ?? 'DONE';
      }
      case 'order':
        return this.#order(idempotencyKey);
      case 'object':
        return this.#object(step.claim, step.serial);
      case 'dismiss': {
        const objectionId = this.#objections.get(step.serial ?? -1) ?? '';
        const input = { objectionId, version: 1, upheld: false, reason: '经核查不属实', corrections: [] };
        return ask(science, DecideObjectionDocument, input);
      }
      case 'confirm':
      case 'extend':
      case 'openRecovery':
        return this.#changeClaim(step, keys.claim[step.claim]!);
      case 'release':
        return ask(finance, ReleasePaymentDocument, { batchId: batchOf(step.batch, keys), version: step.seen });
      case 'result':
        return ask(finance, RecordPaymentResultsDocument, {
          batchId: batchOf(step.batch, keys),
          results: [await this.#resultOf(step.batch, step.claim, step.paid, keys)],
        });
      case 'repay': {
        const recoveryId = globalId('Recovery', keys.recovery[step.claim] ?? randomUUID());
        const input = { recoveryId, version: step.seen ?? 0, amount: '500.00', receivedOn: '2025-12-01' };
        return ask(finance, RecordRecoveryDocument, { ...input, bankReference: idempotencyKey, idempotencyKey });
      }
    }
  }

  /** Of two orders at once the second one sees what the first one left, and decides again. */
  async #order(idempotencyKey: string): Promise<string> {
    const { science } = this.#year;
    const programme = programmeCode;
    for (;;) {
      const version = await paymentVersion(science, programme);
      const outcome = await ask(science, OrderPaymentDocument, { programme, version, idempotencyKey });
      if (outcome !== 'VERSION_CONFLICT') return outcome;
    }
  }

  #contexts(): ContextFactory {
    const nobody = { follow: () => expect.fail('nothing follows what a job does'), reaches: () => false };
    return new ContextFactory(this.#gateway.database.em, this.#gateway.clock, nobody, tokenKey(testSecret));
  }

  /** As somebody whose contact is confirmed. */
  async #object(place: number, serialNumber: number): Promise<string> {
    const { vault } = this.#gateway.config;
    const challengeId = randomUUID();
    await this.#gateway.sql(
      `insert into contact_challenge (id, notice_id, contact_digest, sealed_contact, code_digest, sent_at, expires_at)
     select $1::uuid, id, 'walk', $2, $3, $4::timestamptz, $4::timestamptz + interval '1 hour' from publicity_notice`,
      [
        challengeId,
        vault.seal('13800000000', 'objection.contact'),
        vault.digest(`${challengeId}/000000`, 'objection.code'),
        this.#gateway.clock.now(),
      ],
    );
    const input = { challengeId, code: '000000', creditCode: this.#year.companies[place]!.creditCode };
    const { outcome, payload } = await answerOf(this.#gateway.client(), FileObjectionDocument, {
      ...input,
      name: '王小明',
      statement: '不实',
    });
    const { objection } = payload;
    if (objection) this.#objections.set(serialNumber, objection.id);
    return outcome;
  }

  async #changeClaim(step: Step & { claim: number; seen: number }, key: string): Promise<string> {
    const { science } = this.#year;
    const claimId = globalId('Claim', key);
    const version = step.seen;
    if (step.do === 'confirm') {
      const input = { claimId, version, bankAccountId: this.#accounts[step.claim], acceptedStatement: 1 };
      return ask(this.#people[step.claim]!, ConfirmClaimDocument, input);
    }
    if (step.do === 'extend') {
      const until = addDays('2026-10-01', (this.#extensions += 1));
      return ask(science, ExtendClaimDocument, { claimId, version, until, reason: '台风' });
    }
    const input = { claimId, version, amount: '1000.00', reason: '保单不实', repayBy: '2027-12-31' };
    return ask(science, OpenRecoveryDocument, { ...input, idempotencyKey: this.#nextKey() });
  }

  async #resultOf(batch: number | undefined, place: number, paid: boolean, keys: Keys) {
    const [line] = await this.#gateway.sql<{ reference: string }>(
      'select reference from payment_line where batch_id = $1 and claim_id = $2',
      [keys.payment_batch[batch ?? -1] ?? randomUUID(), keys.claim[place]],
    );
    const reason = paid ? null : '账号与户名不符';
    return { reference: line?.reference ?? 'none', amount: '1000.00', paid, reason, bankReference: null };
  }

  /** Begins again, as the owner of the tables can: the list is public, nothing has happened to it. */
  async restart(): Promise<void> {
    this.#gateway.clock.set(new Date('2025-08-20T02:00:00Z'));
    this.#objections.clear();
    this.#extensions = 0;
    await this.#gateway.sql(`begin; delete from repayment; delete from recovery; delete from payment_file;
    delete from payment_line; delete from payment_batch; delete from claim_application; delete from objection_filing;
    delete from objection; delete from contact_challenge; delete from idempotency_record;
    update publicity_notice set status = 'OPEN', closed_at = null, version = 1;
    update claim set status = 'PUBLICISED', version = 1, claim_by = null, reminded_at = null, told_at = null; commit`);
  }

  /** What the gateway holds, in the words of the model. */
  async held(): Promise<unknown> {
    const [row] = await this.#gateway.sql<{ held: unknown }>(`select json_build_object(
    'notice', (select json_build_array(status = 'CLOSED', version) from publicity_notice),
    'claims', (select json_agg(json_build_array(status, version) order by credit_code)
      from claim join enterprise on enterprise.id = enterprise_id),
    'batches', (select coalesce(json_agg(json_build_array(status, version, (
        select json_agg(payment_line.status order by credit_code) from payment_line
          join enterprise on enterprise.id = enterprise_id where batch_id = batch.id)) order by number), '[]')
      from payment_batch as batch),
    'recoveries', (select coalesce(json_agg(json_build_array(version, status) order by credit_code), '[]') from recovery)
  ) as held`);
    return row?.held;
  }

  #nextKey(): string {
    return `walk-${(this.#serial += 1)}`;
  }
}

/**
 * As if each company that is asked were notified in the same moment, and reminded: test/claim/notified.test.ts is about that. In
 * the statement that asks, since one of its own could meet steps that hold the same claims in another order.
 */
async function tellAtOnce({ sql }: TestGateway): Promise<void> {
  await sql(`
    create function tell_at_once() returns trigger language plpgsql as $$
      begin
        new.told_at := coalesce(new.told_at, now());
        new.told_by := coalesce(new.told_by, 'MESSAGE');
        new.reminded_at := coalesce(new.reminded_at, now());
        return new;
      end $$`);
  await sql(`
    create trigger tell_at_once before insert or update on claim
      for each row when (new.status = 'AWAITING_CLAIM') execute function tell_at_once()`);
}

async function addAccount(client: ApiClient, holder: string): Promise<string> {
  const bankCode = `10239100001${bankCodeCheck('10239100001')}`;
  const account = { bankName: '中国工商银行福建省分行', bankCode, number: '6222021001110000011', holder };
  const { addBankAccount } = await client.get(AddBankAccountDocument, {
    input: { ...account, idempotencyKey: randomUUID() },
  });
  return addBankAccount.bankAccount!.id;
}

async function answerOf<Data extends object, Variables>(
  client: ApiClient,
  document: Document<Data, Variables>,
  input: unknown,
): Promise<{ outcome: string; payload: Record<string, { id: string } | undefined> }> {
  const { data, errors } = await client.ask(document, { input } as Variables);
  if (errors || !data) throw new Error(`Answered with errors: ${JSON.stringify(errors)}`);
  const [payload] = Object.values(data) as [{ userErrors: { code: string }[] }];
  return { outcome: payload.userErrors[0]?.code ?? 'DONE', payload: payload as never };
}

const ask = async (person: Person, document: Document<object, never>, input: unknown) =>
  (await answerOf(person.client, document, input)).outcome;

const batchOf = (batch: number | undefined, keys: Keys) =>
  globalId('PaymentBatch', keys.payment_batch[batch ?? -1] ?? randomUUID());
