#!/usr/bin/env node
import { CommandFailed, exitCode } from '../command.js';
import { verifyCommand } from './verify.js';

/** `mianshen verify` as one file without dependencies, which the gateway serves together with its digest. */
verifyCommand.run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof CommandFailed ? error.code : exitCode.broken);
  },
);
