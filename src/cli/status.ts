import { defineCommand, exitCode, onlyPositional, say } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './gateway-client.js';
import { LatestSubmissionsDocument } from './generated/graphql.js';
import { Progress } from './progress.js';
import { describe, exitCodeOf, followSubmission, hasEnded, readSubmission } from './submission-report.js';

const usage = `Usage: mianshen status [submission] [options]
How far a submission is, or what became of it; without one, the latest ten.
  --follow                     wait until its end, as push does
${gatewayUsage}${exitCodeUsage}`;

const latestCount = 10;

export const statusCommand = defineCommand({
  summary: 'says how far a submission is, or lists the latest',
  usage,
  options: { follow: { type: 'boolean' }, ...gatewayOptions },
  run: async (values, positionals) => {
    const gateway = await GatewayClient.open(values);
    if (positionals.length === 0) return list(gateway, values.json ?? false);
    const id = onlyPositional(positionals, 'submission');
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
  else if (nodes.length === 0) say('There is no submission yet.');
  for (const { id, submittedAt, status, fileName, acceptedCount, failedCount } of json ? [] : nodes) {
    say(
      `${submittedAt}  ${status.padEnd(10)}  ${acceptedCount} accepted, ${failedCount} failed  ${fileName ?? '(API)'}`,
    );
    say(`  ${id}`);
  }
  return exitCode.done;
}
