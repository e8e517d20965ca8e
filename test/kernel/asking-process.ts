import fs from 'node:fs';
import { answerAsks } from '../../src/kernel/outside/answer-asks.js';

export type Ask = { ask: 'identity' } | { ask: 'write'; file: string };

/** A process for the test of asked processes: says who it is, and writes to the given path. */
answerAsks<Ask, { answer: 'done'; id: number }>(async (ask) => {
  if (ask.ask === 'write') fs.writeFileSync(ask.file, 'x');
  return { answer: 'done', id: process.pid };
});
