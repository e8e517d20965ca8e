import { systemClock } from './common/clock.js';
import type { Config } from './config.js';
import type { Database } from './database/database.js';
import { type DemonstrationAccount, demonstrationAccounts } from './demonstration/accounts.js';
import { openProgramme } from './demonstration/open-programme.js';
import { systemSession, RequestTransaction } from './database/request-transaction.js';
import { signAccessToken, tokenKey } from './identity/access-token.js';
import { Role } from './identity/role.js';

/** What each role tries first. */
const firstQueries = (): Record<Role, string> => ({
  PUBLIC: '{ publicityNotices(first: 1) { nodes { title status releases { recipientCount totalAmount } } } }',
  INSURER: examplePush(),
  ENTERPRISE: '{ claims { nodes { status grantedAmount lines { base rate subsidy } } } }',
  PLATFORM: '{ subsidyProposals(first: 1) { nodes { revision status grantedTotal leftOutCount } } }',
  SCIENCE: '{ claims(first: 3) { totalCount nodes { grantedAmount capCut enterprise { name } } } }',
  REGULATOR: '{ institutions(first: 3) { totalCount nodes { name status } } }',
  FINANCE: '{ claims(first: 1) { totalCount nodes { status grantedAmount } } }',
  AUDITOR: '{ events(first: 3) { totalCount nodes { type occurredAt actorRole } } }',
});

/** One policy into the programme that is open: the next start shows the same line, and it is answered the same. */
function examplePush(): string {
  const { code, policyYear } = openProgramme(systemClock.now());
  const row = [
    'policyNo: "TRY-0001"',
    'creditCode: "91350100M000100Y43"',
    'enterpriseName: "福州试用科技有限公司"',
    'product: "PRODUCT_LIABILITY"',
    `startsOn: "${policyYear}-03-01"`,
    `endsOn: "${policyYear + 1}-02-28"`,
    'premium: "12345.60"',
    'invoiceNo: "25352000000000000001"',
  ].join(', ');
  return (
    `mutation { submitPolicies(input: { programme: "${code}", idempotencyKey: "try-1", rows: [{ ${row} }] }) ` +
    '{ submission { id acceptedCount failedCount } rows { subsidyPreview userErrors { code path message } } userErrors { code message } } }'
  );
}

/** Says on the terminal where everything is. In the demonstration, also a token for each role and a line to paste. */
export async function announce(config: Config, { em }: Database, url: string): Promise<void> {
  const say = (line = '') => process.stdout.write(`${line}\n`);
  say(`Mianshen 免申 answers at ${url}`);
  say(`  GraphQL and explorer   ${url}/graphql   (open it in a browser)`);
  say(`  Schema                 ${url}/schema.graphql`);
  if (!config.demonstration) return;

  const system = new RequestTransaction(em, systemSession);
  const accounts = await demonstrationAccounts(await system.read()).finally(() => system.end());
  say();
  say('Demonstration data: made-up companies. A line for each role, to paste:');
  say(`\n  PUBLIC, without a token\n${curl(url, firstQueries().PUBLIC)}`);
  for (const account of accounts) say(await lineFor(account, config, url));
}

async function lineFor(account: DemonstrationAccount, config: Config, url: string): Promise<string> {
  const token = await signAccessToken(account, tokenKey(config.secretKey), '30d');
  return `\n  ${account.role}, ${account.name}\n${curl(url, firstQueries()[account.role], token)}`;
}

function curl(url: string, query: string, token?: string): string {
  const authorization = token ? ` -H 'authorization: Bearer ${token}'` : '';
  return `curl -s ${url}/graphql -H 'content-type: application/json'${authorization} -d '${JSON.stringify({ query })}'`;
}
