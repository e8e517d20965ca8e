import { defineCommand, exitCode, say, WrongUse } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './gateway-client.js';
import { saveResponse } from './save-response.js';

const usage = `Usage: mianshen template [options]
Saves the workbook that clerks fill in; no credential is needed.
  --programme <code>           of which programme; or MIANSHEN_PROGRAMME; the latest by default
  --output <file>              where to, policies.xlsx by default; - is standard output
${gatewayUsage}${exitCodeUsage}`;

export const templateCommand = defineCommand({
  summary: 'saves the workbook that clerks fill in',
  usage,
  options: { programme: { type: 'string' }, output: { type: 'string' }, ...gatewayOptions },
  run: async ({ output = 'policies.xlsx', ...values }, positionals) => {
    if (positionals.length > 0) throw new WrongUse(`The template takes no argument; found ${positionals.join(' ')}`);
    const programme = values.programme ?? process.env['MIANSHEN_PROGRAMME'];
    const gateway = await GatewayClient.open(values);
    const query = programme ? `?${new URLSearchParams({ programme })}` : '';
    await saveResponse(await gateway.download(`/template/policies.xlsx${query}`), output);
    if (values.json) say(JSON.stringify({ file: output }));
    else if (output !== '-') say(`✔ The template is in ${output}`);
    return exitCode.done;
  },
});
