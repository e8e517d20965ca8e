#!/usr/bin/env node
import { type Command, CommandFailed, exitCode } from './command.js';
import { localised } from './language.js';
import { reasonOf } from '../kernel/errors/reason-of.js';

/** Each command is loaded when it is called, so that it does not wait for the libraries of the others. */
const commands: Record<string, () => Promise<Command>> = {
  template: async () => (await import('./template.js')).templateCommand,
  push: async () => (await import('./push/push.js')).pushCommand,
  status: async () => (await import('./status.js')).statusCommand,
  'failed-rows': async () => (await import('./push/failed-rows.js')).failedRowsCommand,
  results: async () => (await import('./results.js')).resultsCommand,
  receipt: async () => (await import('./receipt.js')).receiptCommand,
  papers: async () => (await import('./papers.js')).papersCommand,
  'missing-papers': async () => (await import('./missing-papers.js')).missingPapersCommand,
  verify: async () => (await import('./verify/verify.js')).verifyCommand,
  'check-operations': async () => (await import('./check-operations.js')).checkOperationsCommand,
  doctor: async () => (await import('./doctor.js')).doctorCommand,
  'sign-in': async () => (await import('./connection/sign-in.js')).signInCommand,
};

async function help(): Promise<string> {
  const loaded = await Promise.all(Object.entries(commands).map(async ([name, load]) => [name, await load()] as const));
  const list = loaded.map(([name, { summary }]) => `  mianshen ${name.padEnd(17)} ${localised(summary)}`);
  const [usage, more] = [
    localised({ en: 'Usage:', zh: '用法：' }),
    localised({ en: 'Each says more with --help.', zh: '各命令加 --help 查看说明。' }),
  ];
  return `${usage}\n${list.join('\n')}\n${more}\n`;
}

async function main([name = '', ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return (await load()).run(args);
  const asked = ['help', '--help', '-h'].includes(name);
  (asked ? process.stdout : process.stderr).write(await help());
  return asked ? exitCode.done : exitCode.wrongUse;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(error instanceof CommandFailed ? error.code : exitCode.broken);
  },
);
