import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { type Refusal, Refused } from '../errors/refusal.js';

export interface ProcessLimits {
  /** Heap of the process in megabytes. Its memory does not grow with the size of the file. */
  memory: number;
  /** Maximum time for one answer, and for all answers, in milliseconds. Waiting for the gateway does not count. */
  answer: number;
  all: number;
}

/** Answers of every such process: it refuses what it reads, or something else failed. */
export type Failure =
  { answer: 'refused'; refusals: Refusal[] } | { answer: 'failed'; error: string; code: string | undefined };

/** Signals that stop a service. They may be sent to each of its processes. */
export const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Lowers the priority of the process: requests that wait for an answer come before reading files in the background. */
function giveWay({ pid }: ChildProcess): void {
  if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
}

/**
 * A separate process that reads bytes of a client and is asked for one piece after another. The gateway survives
 * whatever those bytes cause: a reader that is too slow or out of memory results in a refusal. The process always has
 * to be ended.
 */
export class AskedProcess<Ask extends object, Answer extends object> {
  readonly #child: ChildProcess;
  readonly #limits: ProcessLimits;
  readonly #refuse: (what: 'time' | 'memory') => Refusal;
  readonly #begun: Promise<unknown>;
  #timeLeft: number;
  #errors = '';
  #late = false;

  constructor(module: URL, limits: ProcessLimits, refuse: (what: 'time' | 'memory') => Refusal) {
    this.#limits = limits;
    this.#timeLeft = limits.all;
    this.#refuse = refuse;
    // No environment, so that code that reads untrusted bytes has no secrets. NODE_OPTIONS has source maps and loaders.
    const { NODE_OPTIONS = '' } = process.env;
    this.#child = fork(module, {
      env: { NODE_OPTIONS },
      execArgv: [`--max-old-space-size=${limits.memory}`, '--max-semi-space-size=16'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // The pending question reports any error.
    this.#child.on('error', () => undefined);
    this.#begun = once(this.#child, 'spawn').then(() => giveWay(this.#child));
    this.#begun.catch(() => undefined);
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#errors = `${this.#errors}${text.toString()}`.slice(-4_000);
    });
  }

  /** Sends a question and waits for its answer, within the limits. */
  async ask(ask: Ask): Promise<Answer> {
    await this.#begun;
    this.#child.ref();
    this.#child.channel?.ref();
    const started = performance.now();
    const answer = await this.#answerTo(ask, Math.min(this.#limits.answer, this.#timeLeft));
    this.#timeLeft -= performance.now() - started;
    const { answer: kind } = answer as { answer: string };
    if (kind === 'refused') throw new Refused(...(answer as Extract<Failure, { answer: 'refused' }>).refusals);
    if (kind === 'failed') {
      const { error, code } = answer as Extract<Failure, { answer: 'failed' }>;
      throw Object.assign(new Error(`Reading failed: ${error}`), { code });
    }
    return answer as Answer;
  }

  #answerTo(ask: Ask, within: number): Promise<Answer | Failure> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#late = true;
        child.kill('SIGKILL');
      }, within);
      const settle = <T>(done: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer);
          child.off('message', onMessage).off('close', onClose).off('error', onError);
          done(value);
        };
      };
      const onMessage = settle((message: unknown) => resolve(message as Answer));
      const onClose = settle(() => reject(this.#deathOf()));
      const onError = settle((error: Error) => reject(error));
      child.once('message', onMessage).once('close', onClose).once('error', onError);
      if (child.exitCode !== null || child.signalCode !== null) onClose(undefined);
      else child.send(ask, () => undefined);
    });
  }

  /** V8 aborts if its heap is full. A process that was killed from outside may not have failed because of the file. */
  #deathOf(): Error {
    if (this.#late) return new Refused(this.#refuse('time'));
    if (/out of memory|heap limit/i.test(this.#errors)) return new Refused(this.#refuse('memory'));
    const { exitCode, signalCode } = this.#child;
    const message = `The reading process ended (${signalCode ?? exitCode}): ${this.#errors.slice(-500)}`;
    // In its first moments the child does not handle signals yet.
    return stopSignals.some((signal) => signal === signalCode) ? new ReaderStopped(message) : new ReaderDied(message);
  }

  /** Whether the process can still be asked. */
  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected;
  }

  /**
   * Lets the process wait for another file without keeping the gateway alive. The next question has the full time
   * again.
   */
  rest(): void {
    this.#timeLeft = this.#limits.all;
    this.#child.unref();
    this.#child.channel?.unref();
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await exit;
  }
}

/** A reading process that ended for an unknown reason, which need not be the file. */
export class ReaderDied extends Error {}

/** A reading process that was stopped by a signal. */
export class ReaderStopped extends Error {
  readonly code = 'EINTR';
}
