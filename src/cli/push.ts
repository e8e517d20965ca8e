import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { CommandFailed, defineCommand, exitCode, onlyPositional, Passing, say, WrongUse } from './command.js';
import { saveFailedRows } from './failed-rows.js';
import {
  exitCodeUsage,
  failureOf,
  GatewayClient,
  gatewayOptions,
  gatewayUsage,
  parseErrors,
  reasonOf,
} from './gateway-client.js';
import type { ErrorPolicy } from './generated/graphql.js';
import { Progress } from './progress.js';
import { sendFile } from './send-file.js';
import { describe, exitCodeOf, followSubmission } from './submission-report.js';

const usage = `Usage: mianshen push <file> --programme <code> [options]
Uploads a file of policies (XLSX, ODS, CSV or NDJSON) and waits until every row has its answer. A broken connection is taken up
again; the same file again is answered with the submission that it already has, so after whatever happened run it again.
  --programme <code>           the programme whose window is open; or MIANSHEN_PROGRAMME
  --error-policy <policy>      REJECT_FAILED_ROWS (default): good rows are accepted; REJECT_ALL: one failed row refuses all
  --dry-run                    check everything, answer the expected subsidy, write nothing
  --key <key>                  your own idempotency key; a key answers one file only, whatever became of it
  --failed-rows <file>         where to save the failed rows, if any: .xlsx or .csv
  --detach                     do not wait: answer with the submission as soon as the file is safe with the gateway
${gatewayUsage}${exitCodeUsage}`;

const options = {
  programme: { type: 'string' },
  'error-policy': { type: 'string' },
  'dry-run': { type: 'boolean' },
  key: { type: 'string' },
  'failed-rows': { type: 'string' },
  detach: { type: 'boolean' },
  ...gatewayOptions,
} as const;

export const pushCommand = defineCommand({
  summary: 'uploads a file of policies and waits for the answer to every row',
  usage,
  options,
  run: async (values, positionals) => {
    const file = onlyPositional(positionals, 'file');
    const query = queryOf(file, values);
    await requireFile(file);
    const gateway = await GatewayClient.open(values);
    const progress = new Progress(values.json ?? false);
    const taken = await upload(gateway, file, query, progress);
    progress.note(taken.repeated ? '✔ The gateway has this file already' : '✔ The file is with the gateway');
    if (values.detach) {
      say(values.json ? JSON.stringify(taken) : `submission ${taken.id}`);
      return exitCode.done;
    }
    const submission = await followSubmission(gateway, taken.id, progress);
    progress.clear();
    const saved = submission.failedCount > 0 ? values['failed-rows'] : undefined;
    if (saved) await saveFailedRows(gateway, taken.id, saved);
    if (values.json) say(JSON.stringify({ ...submission, repeated: taken.repeated, failedRows: saved ?? null }));
    else describe(submission);
    return exitCodeOf(submission);
  },
});

interface Wanted {
  programme?: string;
  'error-policy'?: string;
  'dry-run'?: boolean;
  key?: string;
}

const errorPolicies: ErrorPolicy[] = ['REJECT_FAILED_ROWS', 'REJECT_ALL'];

function queryOf(file: string, wanted: Wanted): URLSearchParams {
  const programme = wanted.programme ?? process.env['MIANSHEN_PROGRAMME'];
  if (!programme) throw new WrongUse('Say which programme: --programme <code>.');
  const policy = wanted['error-policy'] ?? 'REJECT_FAILED_ROWS';
  if (!errorPolicies.includes(policy as ErrorPolicy)) {
    throw new WrongUse(`--error-policy is ${errorPolicies.join(' or ')}; found ${policy}`);
  }
  return new URLSearchParams({
    programme,
    errorPolicy: policy,
    dryRun: String(wanted['dry-run'] ?? false),
    // One key for all tries of this run: what was received although the answer got lost is found again by it.
    idempotencyKey: wanted.key ?? randomUUID(),
    fileName: path.basename(file).slice(0, 200),
  });
}

async function requireFile(file: string): Promise<void> {
  try {
    const handle = await fs.open(file);
    await handle.close();
  } catch (error) {
    throw new CommandFailed(exitCode.noFile, `${file} cannot be read: ${(error as Error).message}`);
  }
}

interface Taken {
  id: string;
  repeated: boolean;
}

function upload(gateway: GatewayClient, file: string, query: URLSearchParams, progress: Progress): Promise<Taken> {
  const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);
  return gateway.persist(
    async (headers) => {
      const { status, text } = await sendFile(`${gateway.url}/upload/policies?${query}`, file, headers, (bytes, of) =>
        progress.show('sent', bytes / of, `${megabytes(bytes)} of ${megabytes(of)} MB`),
      );
      if (status === 202) return JSON.parse(text) as Taken;
      if (status >= 500 || status === 429) throw new Passing(`${status} ${text.slice(0, 200)}`);
      throw failureOf(status, parseErrors(text));
    },
    (fault) => progress.note(`… ${reasonOf(fault)}; trying again`),
  );
}
