#!/usr/bin/env node
import { verifyCommand } from './verify.js';

/** A command of `mianshen`: answers its exit code. */
export interface Command {
  summary: string;
  run: (args: string[]) => Promise<number>;
}

const commands: Record<string, Command> = {
  verify: verifyCommand,
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command.run(args);
  const list = Object.entries(commands).map(([known, { summary }]) => `  mianshen ${known}  ${summary}`);
  process.stderr.write(`Usage:\n${list.join('\n')}\n`);
  return 64;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(70);
  },
);
