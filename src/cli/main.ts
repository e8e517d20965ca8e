#!/usr/bin/env node
import { type Command, CommandFailed, exitCode } from './command.js';
import { failedRowsCommand } from './failed-rows.js';
import { pushCommand } from './push.js';
import { statusCommand } from './status.js';
import { templateCommand } from './template.js';
import { verifyCommand } from './verify.js';

const commands: Record<string, Command> = {
  template: templateCommand,
  push: pushCommand,
  status: statusCommand,
  'failed-rows': failedRowsCommand,
  verify: verifyCommand,
};

function help(): string {
  const list = Object.entries(commands).map(([name, { summary }]) => `  mianshen ${name.padEnd(12)} ${summary}`);
  return `Usage:\n${list.join('\n')}\nEach says more with --help.\n`;
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
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof CommandFailed ? error.code : exitCode.broken);
  },
);
