import { setTimeout as sleep } from 'node:timers/promises';
import { buildGatewaySchema } from '../../../src/gateway/schema/schema.js';
import type { Person } from '../../../test/kit/world.js';
import type { Random } from '../random.js';
import type { World } from '../world.js';

/** Milliseconds after which an unanswered request counts as hanging; no gateway is frozen for so long. */
const longestAnswer = 20_000;
/**
 * Milliseconds without an acknowledgement, with gateways and database running again, after which a request has failed.
 */
const longestOutage = 60_000;

export interface Step {
  /** The selection of the payload. */
  select?: string;
  /** The event that the mutation records once; background work records none of this type. */
  event?: string;
  /** Refusals which mean that background work has already done it. */
  unless?: string[];
}

interface Payload {
  userErrors: { code: string; path: string[] | null }[];
}

/** Sends each request again, unchanged, to any available gateway until it is acknowledged. */
export class Life {
  /** Acknowledged mutations by name, with the number of events that they must have recorded. */
  readonly played = new Map<string, number>();
  readonly events = new Map<string, number>();
  hangs = 0;
  /** The number of requests that failed and were sent again. */
  retries = 0;
  #turn = 0;

  constructor(
    readonly world: World,
    readonly random: Random,
  ) {}

  /** Sends the same request until `send` returns a value. */
  async acknowledged<T>(what: string, send: (url: number) => Promise<T | undefined>): Promise<T> {
    let reason: unknown;
    for (const end = Date.now() + longestOutage; Date.now() < end; this.retries += 1) {
      const hang = sleep(longestAnswer, 'hang' as const, { ref: false });
      const turn = (this.#turn += 1);
      const answer = await Promise.race([
        send(turn % this.world.gateways.length).catch((error: unknown) => {
          if (error instanceof RefusedAgain) throw error;
          reason = error;
        }),
        hang,
      ]);
      if (answer === 'hang') this.hangs += 1;
      else if (answer !== undefined) return answer as T;
      await sleep(this.random.between(20, 120));
    }
    throw new Error(`This was not acknowledged within ${longestOutage} ms: ${what}`, { cause: reason });
  }

  async ask<Data>(person: Person | undefined, query: string, variables: object = {}): Promise<Data> {
    return this.acknowledged(query, async (turn) => {
      const client = this.world.gateways[turn]?.client(person?.token);
      return (await client?.get<Data, object>(query, variables)) as Data;
    });
  }

  /** Makes one mutation; returns undefined where background work had done it already. */
  async do<T extends object>(person: Person | undefined, name: string, input: object, step: Step = {}): Promise<T> {
    await sleep(this.random.between(0, 150));
    const type = buildGatewaySchema().getMutationType()?.getFields()[name]?.args[0]?.type;
    const query = `mutation ($input: ${String(type)}) { ${name}(input: $input) { ${step.select ?? ''} userErrors { code path } } }`;
    const payload = await this.acknowledged(name, async (turn) => {
      const client = this.world.gateways[turn]?.client(person?.token);
      const answer = await client?.get<Record<string, T & Payload>, object>(query, { input });
      const found = answer?.[name] as T & Payload;
      const [refusal] = found.userErrors;
      if (refusal && !step.unless?.includes(refusal.code)) {
        throw new RefusedAgain(`${name} is refused: ${JSON.stringify(found.userErrors)}`);
      }
      return found;
    });
    if (process.env['FAULTS_TRACE']) process.stderr.write(`${new Date().toISOString()} ${name}\n`);
    this.played.set(name, (this.played.get(name) ?? 0) + 1);
    if (step.event) this.events.set(step.event, (this.events.get(step.event) ?? 0) + 1);
    return payload;
  }

  /** Sets the clock of every sandbox; a gateway that starts later uses it too. */
  async moveClock(to: string): Promise<void> {
    this.world.now = to;
    for (const gateway of this.world.gateways) {
      await this.acknowledged('moveClock', async () => {
        const query = `mutation { moveClock(input: { to: "${to}" }) { now } }`;
        return gateway.client(this.world.platform.token).get(query);
      });
    }
  }
}

/** A request was refused finally: one that was done and is sent again must get the answer that it was done. */
class RefusedAgain extends Error {}
