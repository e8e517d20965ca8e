import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Texts, localised } from './language.js';

/** A command of `mianshen`: returns its exit code. */
export interface Command {
  summary: Texts;
  run: (args: string[]) => Promise<number>;
}

/** The exit codes of commands. Those above 63 are from sysexits.h, which schedulers know. */
export const exitCode = {
  done: 0,
  /** The command worked and found something that a person has to look at. */
  faultsFound: 1,
  wrongUse: 64,
  /** The gateway refused the file as a whole. */
  refused: 65,
  noFile: 66,
  /** The gateway could not be reached. Running the same command again continues where it stopped. */
  unreachable: 69,
  broken: 70,
  /** There is no credential, or it does not allow this. */
  denied: 77,
} as const;

/** Ends a command with a message and an exit code. */
export class CommandFailed extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export class WrongUse extends Error {}

/** The connection to the gateway broke, or the gateway is starting: the command tries again. */
export class TemporaryFailure extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Known; allowPositionals: true }>
>;

interface Definition<Known extends Options> {
  summary: Texts;
  usage: Texts;
  options: Known;
  run: (values: Parsed<Known>['values'], positionals: string[]) => Promise<number>;
}

/** Defines a command and reads its arguments. For `--help` and for unknown arguments it prints the usage. */
export function defineCommand<const Known extends Options>(definition: Definition<Known>): Command {
  const { summary, usage, options, run } = definition;
  return {
    summary,
    run: async (args) => {
      if (args.includes('--help') || args.includes('-h')) {
        process.stdout.write(localised(usage));
        return exitCode.done;
      }
      try {
        const { values, positionals } = readArguments(args, options);
        return await run(values, positionals);
      } catch (error) {
        if (!(error instanceof WrongUse)) throw error;
        process.stderr.write(`${error.message}\n${localised(usage)}`);
        return exitCode.wrongUse;
      }
    },
  };
}

function readArguments<Known extends Options>(args: string[], options: Known): Parsed<Known> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
}

/** Returns the only positional argument; throws where there is none or more than one. */
export function onlyPositional(positionals: string[], what: Texts): string {
  const [found, ...rest] = positionals;
  if (found !== undefined && rest.length === 0) return found;
  const name = localised(what);
  throw new WrongUse(
    found === undefined
      ? localised({ en: `Say which ${name}.`, zh: `请指明${name}。` })
      : localised({ en: `One ${name} at a time; found ${positionals.length}.`, zh: `一次只能处理一个${name}。` }),
  );
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
