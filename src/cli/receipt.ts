import { defineCommand, exitCode, onlyPositional, say } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './connection/gateway-client.js';
import { localised } from './language.js';
import { saveResponse } from './connection/save-response.js';

const usage = {
  en: `Usage: mianshen receipt <submission> [options]
Saves a receipt for your archive (PDF, Chinese): the file and its digest, what was accepted, and count, sum and digest of the
policies that the platform holds.
  --output <file>              where to, receipt.pdf by default; - is standard output
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen receipt <批次编号> [选项]
保存报送回执（PDF），供存档：报送文件及其校验值、受理结果，以及平台现存保单的份数、保费合计和校验值。
  --output <文件>              保存位置，默认 receipt.pdf；- 为标准输出
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

export const receiptCommand = defineCommand({
  summary: { en: 'saves a receipt of a submission for the archive', zh: '保存报送回执' },
  usage,
  options: { output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'receipt.pdf', ...values }, positionals) => {
    const id = onlyPositional(positionals, { en: 'submission', zh: '批次编号' });
    const gateway = await GatewayClient.open(values);
    await saveResponse(await gateway.download(`/submissions/${encodeURIComponent(id)}/receipt.pdf`), output);
    if (values.json) say(JSON.stringify({ file: output }));
    else if (output !== '-') say(localised({ en: `✔ The receipt is in ${output}`, zh: `✔ 回执已保存到 ${output}` }));
    return exitCode.done;
  },
});
