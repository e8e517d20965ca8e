import type { EntityManager } from '@mikro-orm/postgresql';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { type DemonstrationAccount, demonstrationAccounts } from '../demonstration/accounts.js';
import { type ExamplePush, findExamplePush } from '../demonstration/example-push.js';
import { signAccessToken, tokenKey } from '../access/token/access-token.js';
import type { Role } from '../access/role.js';

/** The first query for each role; an insurer pushes instead. */
const firstQueries: Record<Exclude<Role, Role.INSURER>, string> = {
  PUBLIC: '{ publicityNotices(first: 1) { nodes { title status releases { recipientCount totalAmount } } } }',
  ENTERPRISE: '{ claims { nodes { status grantedAmount lines { base rate subsidy } } } }',
  PLATFORM: '{ subsidyProposals(first: 1) { nodes { revision status grantedTotal leftOutCount } } }',
  SCIENCE: '{ claims(first: 3) { totalCount nodes { grantedAmount capCut enterprise { name } } } }',
  REGULATOR: '{ institutions(first: 3) { totalCount nodes { name status } } }',
  FINANCE: '{ claims(first: 1) { totalCount nodes { status grantedAmount } } }',
  CITY: '{ cityProgress(programme: "FJ-2025") { companyCount registeredCount withBankAccountCount paidAmount } }',
  AUDITOR: '{ events(first: 3) { totalCount nodes { type occurredAt actorRole } } }',
};

/**
 * Prints the addresses on the terminal. In the demonstration it also prints a token for each role and a command to
 * paste.
 */
export async function announce(config: Config, { em }: Database, url: string): Promise<void> {
  say(`Mianshen 免申 answers at ${url}`);
  say(`  The public page        ${url}/`);
  say(`  GraphQL and explorer   ${url}/graphql   (open it in a browser)`);
  say(`  Schema                 ${url}/schema.graphql`);
  say(`  Open data              ${url}/feed`);
  const { accounts, example } = config.demonstration ? await readDemonstration(em) : { accounts: [], example: null };
  if (accounts.length === 0) return;

  say('\nDemonstration data: made-up companies. A line for each role, to paste:');
  say(`\n  PUBLIC, without a token\n${curl(url, firstQueries.PUBLIC)}`);
  for (const account of accounts) {
    const token = await signAccessToken(account, tokenKey(config.secretKey), '30d');
    say(`\n  ${account.role}, ${account.name}\n${curl(url, queryOf(account, example), token)}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function readDemonstration(root: EntityManager) {
  const db = new RequestTransaction(root, systemSession);
  try {
    const em = await db.read();
    return { accounts: await demonstrationAccounts(em), example: await findExamplePush(em) };
  } finally {
    await db.end();
  }
}

function queryOf({ role }: DemonstrationAccount, example: ExamplePush | null): string {
  if (role !== 'INSURER') return firstQueries[role];
  return example ? pushOf(example) : '{ policies(first: 3) { totalCount nodes { policyNo premium } } }';
}

/** The same command at every start, so that repeating it gives the same result. */
function pushOf({ programme, policyYear, creditCode, name }: ExamplePush): string {
  const row = [
    'policyNo: "TRY-0001"',
    `creditCode: "${creditCode}"`,
    `enterpriseName: "${name}"`,
    'product: "PRODUCT_LIABILITY"',
    `startsOn: "${policyYear}-03-01"`,
    `endsOn: "${policyYear + 1}-02-28"`,
    'premium: "12345.60"',
    'invoiceNo: "25352000000000000001"',
  ].join(', ');
  return (
    `mutation { submitPolicies(input: { programme: "${programme}", idempotencyKey: "try-1", rows: [{ ${row} }] }) ` +
    '{ submission { id acceptedCount failedCount } rows { subsidyPreview userErrors { code path message } } ' +
    'userErrors { code message } } }'
  );
}

function curl(url: string, query: string, token?: string): string {
  const authorization = token ? ` -H 'authorization: Bearer ${token}'` : '';
  return `curl -s ${url}/graphql -H 'content-type: application/json'${authorization} -d '${JSON.stringify({ query })}'`;
}
