import { defineCommand, exitCode, say, WrongUse } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './connection/gateway-client.js';
import { localised } from './language.js';
import { saveResponse } from './connection/save-response.js';

const usage = {
  en: `Usage: mianshen missing-papers --programme <code> [options]
Saves a checklist of the policies that still lack a policy document or an invoice, with names for the files.
  --programme <code>           of which programme; or MIANSHEN_PROGRAMME
  --output <file>              where to, missing-papers.xlsx by default; - is standard output
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen missing-papers --programme <编号> [选项]
保存尚缺保险单或发票的保单清单，并给出建议文件名。
  --programme <编号>           年度补贴工作；或环境变量 MIANSHEN_PROGRAMME
  --output <文件>              保存位置，默认 missing-papers.xlsx；- 为标准输出
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

export const missingPapersCommand = defineCommand({
  summary: { en: 'saves a checklist of the papers that are still missing', zh: '保存尚缺材料清单' },
  usage,
  options: { programme: { type: 'string' }, output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'missing-papers.xlsx', ...values }) => {
    const programme = values.programme ?? process.env['MIANSHEN_PROGRAMME'];
    if (!programme) {
      const en = 'Say which programme: --programme <code>.';
      throw new WrongUse(localised({ en, zh: '请指明年度补贴工作：--programme <编号>。' }));
    }
    const gateway = await GatewayClient.open(values);
    await saveResponse(await gateway.download(`/missing-papers.xlsx?${new URLSearchParams({ programme })}`), output);
    if (values.json) say(JSON.stringify({ file: output }));
    else if (output !== '-') say(localised({ en: `✔ The checklist is in ${output}`, zh: `✔ 清单已保存到 ${output}` }));
    return exitCode.done;
  },
});
