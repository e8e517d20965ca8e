import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { defineCommand, exitCode, onlyPositional, TemporaryFailure, say, WrongUse } from '../command.js';
import { saveFailedRows } from './failed-rows.js';
import {
  exitCodeUsage,
  failureOf,
  GatewayClient,
  gatewayOptions,
  gatewayUsage,
  parseErrors,
  reasonOf,
} from '../connection/gateway-client.js';
import type { ErrorPolicy } from '../generated/graphql.js';
import { fileFailure } from '../file-failure.js';
import { localised } from '../language.js';
import { Progress } from './progress.js';
import { saveResults } from '../results.js';
import { sendFile } from '../connection/send-file.js';
import { describe, exitCodeOf, followSubmission } from './submission-report.js';

const usage = {
  en: `Usage: mianshen push <file> --programme <code> [options]
Uploads a file of policies (XLSX, ODS, CSV or NDJSON) and waits until every row has its answer. A broken connection is taken up
again; the same file again is answered with the submission that it already has, so after whatever happened run it again.
  --programme <code>           the programme whose window is open; or MIANSHEN_PROGRAMME
  --error-policy <policy>      REJECT_FAILED_ROWS (default): good rows are accepted; REJECT_ALL: one failed row refuses all
  --dry-run                    check everything, answer the expected subsidy, write nothing
  --key <key>                  your own idempotency key; a key answers one file only, whatever became of it
  --failed-rows <file>         where to save the failed rows, if any: .xlsx or .csv
  --results <file>             where to save the failed rows and those with warnings: .xlsx or .csv
  --detach                     do not wait: answer with the submission as soon as the file is safe with the gateway
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen push <文件> --programme <编号> [选项]
上传保单文件（XLSX、ODS、CSV 或 NDJSON），并等待逐行处理完毕。连接中断后自动继续；同一文件再次上传，返回原有批次，
因此无论发生什么，重新执行即可。
  --programme <编号>           正在受理的年度补贴工作；或环境变量 MIANSHEN_PROGRAMME
  --error-policy <方式>        REJECT_FAILED_ROWS（默认）：合格的行予以受理；REJECT_ALL：有一行不合格，整批不受理
  --dry-run                    只校验并测算，不写入
  --key <键>                   自定的防重键；一个键只对应一个文件
  --failed-rows <文件>         未受理的行的保存位置：.xlsx 或 .csv
  --results <文件>             未受理的行和有提示的行的保存位置：.xlsx 或 .csv
  --detach                     不等待处理：文件保存到平台后即返回批次编号
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

const options = {
  programme: { type: 'string' },
  'error-policy': { type: 'string' },
  'dry-run': { type: 'boolean' },
  key: { type: 'string' },
  'failed-rows': { type: 'string' },
  results: { type: 'string' },
  detach: { type: 'boolean' },
  ...gatewayOptions,
} as const;

export const pushCommand = defineCommand({
  summary: { en: 'uploads a file of policies and waits for the answer to every row', zh: '上传保单文件并等待逐行结果' },
  usage,
  options,
  run: async (values, positionals) => {
    const file = onlyPositional(positionals, { en: 'file', zh: '文件' });
    const query = queryOf(file, values);
    await requireFile(file);
    const gateway = await GatewayClient.open(values);
    const progress = new Progress(values.json ?? false);
    const taken = await upload(gateway, file, query, progress);
    progress.note(localised(taken.repeated ? known : received));
    if (values.detach) {
      say(values.json ? JSON.stringify(taken) : `submission ${taken.id}`);
      return exitCode.done;
    }
    const submission = await followSubmission(gateway, taken.id, progress);
    progress.clear();
    const saved = submission.failedCount > 0 ? values['failed-rows'] : undefined;
    if (saved) await saveFailedRows(gateway, taken.id, saved);
    if (values.results) await saveResults(gateway, taken.id, values.results);
    const files = { failedRows: saved ?? null, results: values.results ?? null };
    if (values.json) say(JSON.stringify({ ...submission, repeated: taken.repeated, ...files }));
    else describe(submission);
    return exitCodeOf(submission);
  },
});

const known = { en: '✔ The gateway has this file already', zh: '✔ 平台已有该文件' };
const received = { en: '✔ The file is with the gateway', zh: '✔ 文件已上传到平台' };

interface Wanted {
  programme?: string;
  'error-policy'?: string;
  'dry-run'?: boolean;
  key?: string;
}

const errorPolicies: ErrorPolicy[] = ['REJECT_FAILED_ROWS', 'REJECT_ALL'];

function queryOf(file: string, wanted: Wanted): URLSearchParams {
  const programme = wanted.programme ?? process.env['MIANSHEN_PROGRAMME'];
  if (!programme)
    throw new WrongUse(
      localised({ en: 'Say which programme: --programme <code>.', zh: '请指明年度补贴工作：--programme <编号>。' }),
    );
  const policy = wanted['error-policy'] ?? 'REJECT_FAILED_ROWS';
  if (!errorPolicies.includes(policy as ErrorPolicy)) {
    throw new WrongUse(`--error-policy is ${errorPolicies.join(' or ')}; found ${policy}`);
  }
  return new URLSearchParams({
    programme,
    errorPolicy: policy,
    dryRun: String(wanted['dry-run'] ?? false),
    // All retries of this run use one key, so that the gateway recognises a file whose answer was lost.
    idempotencyKey: wanted.key ?? randomUUID(),
    fileName: path.basename(file).slice(0, 200),
  });
}

async function requireFile(file: string): Promise<void> {
  try {
    const handle = await fs.open(file);
    await handle.close();
  } catch (error) {
    throw fileFailure(file, 'read', error);
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
        progress.show(localised({ en: 'sent', zh: '已上传' }), bytes / of, `${megabytes(bytes)} / ${megabytes(of)} MB`),
      );
      if (status === 202) return JSON.parse(text) as Taken;
      if (status >= 500 || status === 429) throw new TemporaryFailure(`${status} ${text.slice(0, 200)}`);
      throw failureOf(status, parseErrors(text));
    },
    (fault) =>
      progress.note(localised({ en: `… ${reasonOf(fault)}; trying again`, zh: `… ${reasonOf(fault)}；正在重试` })),
  );
}
