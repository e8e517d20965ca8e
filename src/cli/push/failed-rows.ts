import { defineCommand, exitCode, onlyPositional, say } from '../command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from '../connection/gateway-client.js';
import { localised } from '../language.js';
import { saveResponse } from '../connection/save-response.js';
import { readSubmission } from './submission-report.js';

const usage = {
  en: `Usage: mianshen failed-rows <submission> [options]
Saves the rows that failed, as they were sent, with what is wrong and how to mend it. Corrected, the file can be pushed.
  --output <file>              where to: .xlsx or .csv, failed-rows.xlsx by default; - is standard output (XLSX)
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen failed-rows <批次编号> [选项]
按原样保存未受理的行，并注明原因和处理办法。更正后可直接再次上传。
  --output <文件>              保存位置：.xlsx 或 .csv，默认 failed-rows.xlsx；- 为标准输出（XLSX）
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

export const failedRowsCommand = defineCommand({
  summary: {
    en: 'saves the failed rows of a submission, to be corrected and pushed again',
    zh: '保存未受理的行，更正后再次上传',
  },
  usage,
  options: { output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'failed-rows.xlsx', ...values }, positionals) => {
    const id = onlyPositional(positionals, { en: 'submission', zh: '批次编号' });
    const gateway = await GatewayClient.open(values);
    const { failedCount } = await readSubmission(gateway, id);
    if (failedCount > 0) await saveFailedRows(gateway, id, output);
    if (values.json) say(JSON.stringify({ failedCount, file: failedCount > 0 ? output : null }));
    else if (output !== '-') say(localised(failedCount > 0 ? savedRows(failedCount, output) : noneFailed));
    return exitCode.done;
  },
});

const noneFailed = { en: '✔ No row failed', zh: '✔ 没有未受理的行' };
const savedRows = (count: number, file: string) => ({
  en: `✔ ${count} rows are in ${file}`,
  zh: `✔ ${count} 行已保存到 ${file}`,
});

export async function saveFailedRows(gateway: GatewayClient, id: string, file: string): Promise<void> {
  const format = file.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  await saveResponse(await gateway.download(`/submissions/${encodeURIComponent(id)}/failed-rows.${format}`), file);
}
