import { defineCommand, exitCode, onlyPositional, say } from './command.js';
import { timeOf } from '../kernel/values/dates.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './connection/gateway-client.js';
import { LatestSubmissionsDocument } from './generated/graphql.js';
import { Progress } from './push/progress.js';
import { localised } from './language.js';
import {
  describe,
  exitCodeOf,
  followSubmission,
  hasEnded,
  readSubmission,
  statusInChinese,
} from './push/submission-report.js';

const usage = {
  en: `Usage: mianshen status [submission] [options]
How far a submission is, or what became of it; without one, the latest ten.
  --follow                     wait until its end, as push does
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen status [批次编号] [选项]
查看一个批次的处理进度或结果；不写批次编号时，列出最近十个批次。
  --follow                     等待处理结束，与 push 相同
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

const latestCount = 10;

export const statusCommand = defineCommand({
  summary: { en: 'says how far a submission is, or lists the latest', zh: '查看批次进度，或列出最近的批次' },
  usage,
  options: { follow: { type: 'boolean' }, ...gatewayOptions },
  run: async (values, positionals) => {
    const gateway = await GatewayClient.open(values);
    if (positionals.length === 0) return list(gateway, values.json ?? false);
    const id = onlyPositional(positionals, { en: 'submission', zh: '批次编号' });
    const progress = new Progress(values.json ?? false);
    const submission = await (values.follow ? followSubmission(gateway, id, progress) : readSubmission(gateway, id));
    progress.clear();
    if (values.json) say(JSON.stringify(submission));
    else describe(submission);
    return hasEnded(submission) ? exitCodeOf(submission) : exitCode.done;
  },
});

async function list(gateway: GatewayClient, json: boolean): Promise<number> {
  const { nodes } = (await gateway.ask(LatestSubmissionsDocument, { first: latestCount })).submissions;
  if (json) say(JSON.stringify(nodes));
  else if (nodes.length === 0) say(localised({ en: 'There is no submission yet.', zh: '还没有批次。' }));
  for (const { id, submittedAt, status, fileName, acceptedCount, failedCount } of json ? [] : nodes) {
    say(
      localised({
        en: `${timeOf(new Date(submittedAt))}  ${status.padEnd(10)}  ${acceptedCount} accepted, ${failedCount} failed  ${fileName ?? '(API)'}`,
        zh: `${timeOf(new Date(submittedAt))}  ${statusInChinese(status)}  受理 ${acceptedCount} 行，未受理 ${failedCount} 行  ${fileName ?? '（接口）'}`,
      }),
    );
    say(`  ${id}`);
  }
  return exitCode.done;
}
