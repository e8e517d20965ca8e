import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommandFailed, defineCommand, exitCode, WrongUse } from './command.js';
import { localised } from './language.js';

const usage = {
  en: `Usage: mianshen doctor
For operators: checks the settings of this environment and all that a gateway with them needs: database, keys, clock,
disk, papers, text messages, proxy. It changes nothing. Exit code 1: something is wrong; the line says what to do.
`,
  zh: `用法：mianshen doctor
供运维人员使用：按当前环境变量检查网关所需的一切，包括数据库、密钥、时钟、磁盘、材料存储、短信和反向代理。
只检查，不作任何更改。退出码 1 表示有问题，相应各行写明处理办法。
`,
};

/** Started as a process: the program that clients download does not contain the gateway. */
const program = '../tool/doctor.js';
const elsewhere = {
  en: 'The doctor is part of the gateway: run it where the gateway is installed',
  zh: 'doctor 随网关一同安装，请在网关所在的机器上运行',
};

export const doctorCommand = defineCommand({
  summary: { en: 'checks what a gateway with these settings needs', zh: '检查网关运行所需的配置与环境' },
  usage,
  options: {},
  run: async (_, positionals) => {
    if (positionals.length > 0)
      throw new WrongUse(localised({ en: 'The doctor takes no argument', zh: 'doctor 不带参数' }));
    const doctor = fileURLToPath(new URL(program, import.meta.url));
    if (!fs.existsSync(doctor)) throw new CommandFailed(exitCode.noFile, localised(elsewhere));
    const [code] = (await once(spawn(process.execPath, [doctor], { stdio: 'inherit' }), 'exit')) as [number | null];
    return code ?? exitCode.broken;
  },
});
