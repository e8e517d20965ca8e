import { defineCommand, exitCode, onlyPositional, say } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './gateway-client.js';
import { saveResponse } from './save-response.js';
import { readSubmission } from './submission-report.js';

const usage = `Usage: mianshen failed-rows <submission> [options]
Saves the rows that failed, as they were sent, with what is wrong and how to mend it. Corrected, the file can be pushed.
  --output <file>              where to: .xlsx or .csv, failed-rows.xlsx by default; - is standard output (XLSX)
${gatewayUsage}${exitCodeUsage}`;

export const failedRowsCommand = defineCommand({
  summary: 'saves the failed rows of a submission, to be corrected and pushed again',
  usage,
  options: { output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'failed-rows.xlsx', ...values }, positionals) => {
    const id = onlyPositional(positionals, 'submission');
    const gateway = await GatewayClient.open(values);
    const { failedCount } = await readSubmission(gateway, id);
    if (failedCount > 0) await saveFailedRows(gateway, id, output);
    if (values.json) say(JSON.stringify({ failedCount, file: failedCount > 0 ? output : null }));
    else if (output !== '-') say(failedCount > 0 ? `✔ ${failedCount} rows are in ${output}` : '✔ No row failed');
    return exitCode.done;
  },
});

export async function saveFailedRows(gateway: GatewayClient, id: string, file: string): Promise<void> {
  const format = file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  await saveResponse(await gateway.download(`/submissions/${encodeURIComponent(id)}/failed-rows.${format}`), file);
}
