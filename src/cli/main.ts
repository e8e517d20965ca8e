#!/usr/bin/env node
import { type Command, CommandFailed, exitCode } from './command.js';
import { checkOperationsCommand } from './check-operations.js';
import { failedRowsCommand } from './failed-rows.js';
import { told } from './language.js';
import { missingPapersCommand } from './missing-papers.js';
import { papersCommand } from './papers.js';
import { pushCommand } from './push.js';
import { receiptCommand } from './receipt.js';
import { resultsCommand } from './results.js';
import { signInCommand } from './connection/sign-in.js';
import { statusCommand } from './status.js';
import { templateCommand } from './template.js';
import { verifyCommand } from './verify/verify.js';
import { reasonOf } from '../kernel/errors/reason-of.js';

const commands: Record<string, Command> = {
  template: templateCommand,
  push: pushCommand,
  status: statusCommand,
  'failed-rows': failedRowsCommand,
  results: resultsCommand,
  receipt: receiptCommand,
  papers: papersCommand,
  'missing-papers': missingPapersCommand,
  verify: verifyCommand,
  'check-operations': checkOperationsCommand,
  'sign-in': signInCommand,
};

function help(): string {
  const list = Object.entries(commands).map(([name, { summary }]) => `  mianshen ${name.padEnd(17)} ${told(summary)}`);
  const [usage, more] = [
    told({ en: 'Usage:', zh: '用法：' }),
    told({ en: 'Each says more with --help.', zh: '各命令加 --help 查看说明。' }),
  ];
  return `${usage}\n${list.join('\n')}\n${more}\n`;
}

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command.run(args);
  const asked = ['help', '--help', '-h'].includes(name);
  (asked ? process.stdout : process.stderr).write(help());
  return asked ? exitCode.done : exitCode.wrongUse;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(error instanceof CommandFailed ? error.code : exitCode.broken);
  },
);
