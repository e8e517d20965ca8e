import { defineCommand, exitCode, onlyPositional, say } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './connection/gateway-client.js';
import { localised } from './language.js';
import { saveResponse } from './connection/save-response.js';
import { readSubmission } from './push/submission-report.js';

const usage = {
  en: `Usage: mianshen results <submission> [options]
Saves the rows that failed and those that were accepted with a warning or flagged, each with what to do.
  --output <file>              where to: .xlsx or .csv, results.xlsx by default; - is standard output (XLSX)
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen results <批次编号> [选项]
保存未受理的行，以及已受理但有提示或存疑的行，逐行说明处理办法。
  --output <文件>              保存位置：.xlsx 或 .csv，默认 results.xlsx；- 为标准输出（XLSX）
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

export const resultsCommand = defineCommand({
  summary: { en: 'saves the failed rows and those with warnings', zh: '保存未受理和有提示的行' },
  usage,
  options: { output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'results.xlsx', ...values }, positionals) => {
    const id = onlyPositional(positionals, { en: 'submission', zh: '批次编号' });
    const gateway = await GatewayClient.open(values);
    const { failedCount, warningCount, flaggedCount } = await readSubmission(gateway, id);
    await saveResults(gateway, id, output);
    if (values.json) say(JSON.stringify({ failedCount, warningCount, flaggedCount, file: output }));
    else if (output !== '-') say(localised({ en: `✔ The rows are in ${output}`, zh: `✔ 已保存到 ${output}` }));
    return exitCode.done;
  },
});

export async function saveResults(gateway: GatewayClient, id: string, file: string): Promise<void> {
  const format = file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  await saveResponse(await gateway.download(`/submissions/${encodeURIComponent(id)}/results.${format}`), file);
}
