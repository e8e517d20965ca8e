import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { afterNotice, claimAll } from '../../test/kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../../test/kit/gateway.js';
import { paymentVersion } from '../../test/kit/published-year.js';
import { arrangePerson, arrangeProgramme, type Person, programmeCode } from '../../test/kit/world.js';
import { filling } from '../filled-programme.js';

/*
 * The operations of a year that change every line, by the API of one gateway, including the work of the database after
 * the answer, while another client reads a list. `npm run bench:year`; SIZES=10000,100000,1000000 policies, with a
 * fifth as many companies.
 */
const sizes = (process.env['SIZES'] ?? '10000,100000,1000000').split(',').map(Number);

let gateway: TestGateway;
const table: string[] = [];

beforeAll(
  () => void table.push('| policies | operation | lines | answer | longest read meanwhile |', '|---|---|---|---|---|'),
);
afterAll(() => void process.stdout.write(`\n${table.join('\n')}\n`));

interface Step {
  operation: string;
  lines: number;
  work: () => Promise<unknown>;
}

/** Does the work while an auditor reads; records its duration, and the longest of these reads. */
async function timed(size: number, reader: Person, { operation, lines, work }: Step): Promise<void> {
  const begun = performance.now();
  let seconds = 0;
  const done = work().finally(() => (seconds = (performance.now() - begun) / 1_000));
  const longest = await readWhile(reader, () => seconds === 0);
  await done;
  table.push(`| ${size} | ${operation} | ${lines} | ${seconds.toFixed(2)} s | ${Math.round(longest)} ms |`);
  process.stdout.write(`${table.at(-1)}\n`);
}

/** Returns the milliseconds of the longest read. */
async function readWhile({ client }: Person, goesOn: () => boolean): Promise<number> {
  let longest = 0;
  while (goesOn()) {
    const asked = performance.now();
    await client.get('{ claims(first: 20) { nodes { id status grantedAmount } } }');
    longest = Math.max(longest, performance.now() - asked);
    await sleep(20);
  }
  return longest;
}

/** Returns the payload of a mutation; throws where it was refused. */
async function mutate<Data extends object>({ client }: Person, operation: string, input: object, selection: string) {
  const given = Object.entries(input).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const answer = await client.get<Record<string, Data & { userErrors: object[] }>, object>(
    `mutation { ${operation}(input: { ${given.join(', ')} }) { ${selection} userErrors { code message } } }`,
  );
  const payload = answer[operation]!;
  if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
  return payload;
}

test.each(sizes)('%i policies', async (size) => {
  gateway = await startTestGateway({ environment: { BACKGROUND_JOBS: 'false' } });
  await arrangeProgramme(gateway);
  for (const statement of filling(size)) await gateway.sql(statement);
  const [platform, science, approver, regulator, finance, auditor] = (await Promise.all(
    [Role.PLATFORM, Role.SCIENCE, Role.SCIENCE, Role.REGULATOR, Role.FINANCE, Role.AUDITOR].map((role) =>
      arrangePerson(gateway, role),
    ),
  )) as [Person, Person, Person, Person, Person, Person];
  const key = () => randomUUID();
  const programme = programmeCode;
  const step = (operation: string, lines: number, work: () => Promise<unknown>) =>
    timed(size, auditor, { operation, lines, work });
  const countOf = async (what: string) =>
    Number((await gateway.sql<{ count: string }>(`select count(*) from ${what}`))[0]!.count);

  let proposalId = '';
  await step('computeProposal', size, async () => {
    const { proposal } = await mutate<{ proposal: { id: string } }>(
      platform,
      'computeProposal',
      { programme, idempotencyKey: key() },
      'proposal { id }',
    );
    proposalId = proposal.id;
  });
  const claims = await countOf('claim');
  await step('submitProposal', claims, () => mutate(platform, 'submitProposal', { proposalId, version: 1 }, ''));
  await mutate(regulator, 'giveOpinion', { proposalId, version: 2, agrees: true, opinion: '无不同意见' }, '');
  await step('approveProposal', claims, () => mutate(approver, 'approveProposal', { proposalId, version: 3 }, ''));
  let notice = { id: '', version: 0 };
  await step('publishNotice', claims, async () => {
    const published = await mutate<{ notice: typeof notice }>(
      science,
      'publishNotice',
      { proposalId, idempotencyKey: key() },
      'notice { id version }',
    );
    notice = published.notice;
  });
  gateway.clock.set(new Date(afterNotice));
  await step('closeNotice', claims, () =>
    mutate(science, 'closeNotice', { noticeId: notice.id, version: notice.version }, ''),
  );
  await step('requestPaymentInformation', await countOf(`claim where status = 'CONFIRMED'`), () =>
    mutate(platform, 'requestPaymentInformation', { programme, idempotencyKey: key() }, 'requestedCount'),
  );
  await claimAll(gateway);
  let batch = { id: '', version: 0 };
  const version = await paymentVersion(science);
  await step('orderPayment', await countOf(`claim where status = 'CLAIMED'`), async () => {
    const ordered = await mutate<{ batch: typeof batch }>(
      science,
      'orderPayment',
      { programme, version, idempotencyKey: key() },
      'batch { id version }',
    );
    batch = ordered.batch;
  });
  await step('releasePayment', claims, () =>
    mutate(finance, 'releasePayment', { batchId: batch.id, version: batch.version }, ''),
  );
  await gateway.stop();
});
