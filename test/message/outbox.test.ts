import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { type OutgoingSms, SmsRefused } from '../../src/message/sms-provider.js';
import { TextMessagesDocument } from '../generated/graphql.js';
import { askYear } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { confirmContact, publishedYear, type PublishedYear } from '../kit/published-year.js';
import { arrangePerson } from '../kit/world.js';

/** The outbox, with a provider that is sometimes away and knows a number that does not exist. */
let gateway: TestGateway;
let year: PublishedYear;
let away = 2;
const tried: string[] = [];

function refuse({ phone, id }: OutgoingSms): void {
  tried.push(id);
  if (phone === '13700000001') throw new SmsRefused('isv.MOBILE_NUMBER_ILLEGAL', true);
  if (phone === '13700000000' && away > 0) {
    away -= 1;
    throw new Error('the provider is away');
  }
}

beforeAll(async () => {
  gateway = await startTestGateway({
    world: publishedYear(3),
    environment: { BACKGROUND_JOBS: 'true' },
    onSms: refuse,
  });
  year = await askYear(gateway, 3, (place) => (place < 2 ? `1370000000${place}` : undefined));
});
afterAll(() => gateway.stop());

const messagesTo = async (place: number) => {
  const filter = { creditCode: year.companies[place]!.creditCode };
  return (await year.platform.client.get(TextMessagesDocument, { filter })).textMessages;
};
const stateOf = async (place: number) => {
  const [message] = (await messagesTo(place)).nodes;
  return message && `${message.status} after ${message.attempts}`;
};

test('an unavailable provider is retried with growing pauses until it accepts the message', async () => {
  await eventually(async () => (await stateOf(0)) === 'PENDING after 1', 'a first attempt');
  // An attempt counts when it begins; what became of it is written when it has ended.
  const answer = async () => (await messagesTo(0)).nodes[0]?.providerAnswer;
  await eventually(async () => (await answer()) === 'the provider is away', 'its answer');
  expect((await messagesTo(0)).nodes).toMatchObject([
    { template: 'PAYMENT_INFORMATION_REQUEST', lastFour: '0000', status: 'PENDING' },
  ]);
  for (const [seconds, state] of [
    [6, 'PENDING after 2'],
    [31, 'DELIVERED after 3'],
  ] as const) {
    gateway.clock.set(new Date(gateway.clock.now().getTime() + seconds * 1_000));
    await eventually(async () => (await stateOf(0)) === state, state);
  }
  const delivered = gateway.texts.filter(({ phone }) => phone === '13700000000');
  expect(delivered).toHaveLength(1);
  expect(tried.filter((id) => id === delivered[0]!.id)).toHaveLength(3);
});

test('a message that can never arrive is abandoned immediately, and an office sees which and why', async () => {
  await eventually(async () => (await stateOf(1)) === 'FAILED after 1', 'it is given up');
  const { textMessages } = await year.science.client.get(TextMessagesDocument, { filter: { status: 'FAILED' } });
  expect(textMessages).toMatchObject({
    totalCount: 1,
    nodes: [{ providerAnswer: 'isv.MOBILE_NUMBER_ILLEGAL', enterprise: { creditCode: year.companies[1]!.creditCode } }],
  });
});

test('an enterprise without a person gets no message', async () => {
  expect((await messagesTo(2)).totalCount).toBe(0);
});

test('one-time codes are never listed, not even by the last digits of the phone, which could identify an objector', async () => {
  gateway.clock.set(new Date('2025-08-21T02:00:00Z'));
  await gateway.sql(`update publicity_notice set status = 'OPEN'`);
  await confirmContact(gateway, year.noticeId, '13812340001');
  for (const role of [Role.PLATFORM, Role.SCIENCE, Role.AUDITOR]) {
    const { client } = await arrangePerson(gateway, role);
    const { textMessages } = await client.get(TextMessagesDocument, {});
    expect(textMessages.totalCount).toBe(2);
    expect(textMessages.nodes.map(({ template }) => template)).not.toContain('VERIFICATION_CODE');
  }
  const { errors } = await year.finance.client.ask(TextMessagesDocument, {});
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
