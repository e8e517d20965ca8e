import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Texts, localised } from './language.js';

/** A command of `mianshen`: returns its exit code. */
export interface Command {
  summary: Texts;
  run: (args: string[]) => Promise<number>;
}

/** What a command can end with; those above 63 are those of sysexits.h, which schedulers know. */
export const exitCode = {
  done: 0,
  /** It worked, and found something that has to be looked at. */
  faultsFound: 1,
  wrongUse: 64,
  /** The gateway refused the file as a whole. */
  refused: 65,
  noFile: 66,
  /** The gateway could not be reached; the same command again continues. */
  unreachable: 69,
  broken: 70,
  /** No credential, or one that may not do this. */
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

/** The way to the gateway was broken, or it is just starting: worth another try. */
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

/** A command whose arguments are read here: `--help`, and what is not known, are answered with its usage. */
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

/** The one thing that a command is about. */
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
