import { defineCommand, exitCode, say, WrongUse } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './connection/gateway-client.js';
import { localised } from './language.js';
import { saveResponse } from './connection/save-response.js';

const usage = {
  en: `Usage: mianshen template [options]
Saves the workbook that clerks fill in; no credential is needed.
  --programme <code>           of which programme; or MIANSHEN_PROGRAMME; the latest by default
  --output <file>              where to, policies.xlsx by default; - is standard output
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen template [选项]
保存供填报的模板，无需凭据。
  --programme <编号>           年度补贴工作；或环境变量 MIANSHEN_PROGRAMME；默认为最近的一个
  --output <文件>              保存位置，默认 policies.xlsx；- 为标准输出
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

export const templateCommand = defineCommand({
  summary: { en: 'saves the workbook that clerks fill in', zh: '保存供填报的模板' },
  usage,
  options: { programme: { type: 'string' }, output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'policies.xlsx', ...values }, positionals) => {
    if (positionals.length > 0)
      throw new WrongUse(
        localised({
          en: `The template takes no argument; found ${positionals.join(' ')}`,
          zh: `template 不带参数；多出 ${positionals.join(' ')}`,
        }),
      );
    const programme = values.programme ?? process.env['MIANSHEN_PROGRAMME'];
    const gateway = await GatewayClient.open(values);
    const query = programme ? `?${new URLSearchParams({ programme })}` : '';
    await saveResponse(await gateway.download(`/template/policies.xlsx${query}`), output);
    if (values.json) say(JSON.stringify({ file: output }));
    else if (output !== '-') say(localised({ en: `✔ The template is in ${output}`, zh: `✔ 模板已保存到 ${output}` }));
    return exitCode.done;
  },
});
