import { setTimeout as sleep } from 'node:timers/promises';
import { buildGatewaySchema } from '../../../src/gateway/schema/schema.js';
import type { Person } from '../../../test/kit/world.js';
import type { Random } from '../random.js';
import type { World } from '../world.js';

/** A request that is not answered within so many milliseconds hangs: no gateway is frozen for so long. */
const longestAnswer = 20_000;
/** What is not acknowledged within so many milliseconds, gateways and database up again, never is. */
const longestOutage = 60_000;

export interface Step {
  /** What the payload is asked for. */
  select?: string;
  /** The event that the mutation records once; the gateway's own work records none of this type. */
  event?: string;
  /** Refusals that say that the gateway's own work was quicker. */
  unless?: string[];
}

interface Payload {
  userErrors: { code: string; path: string[] | null }[];
}

/** What is sent is sent again, the same, to whichever gateway is there, until it is acknowledged. */
export class Life {
  /** Acknowledged mutations by their names, and the events that they have to have left. */
  readonly played = new Map<string, number>();
  readonly events = new Map<string, number>();
  hangs = 0;
  /** Requests that failed and were sent again. */
  retries = 0;
  #turn = 0;

  constructor(
    readonly world: World,
    readonly random: Random,
  ) {}

  /** Sends the same until `send` returns something. */
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

  /** Does one mutation; undefined where the gateway's own work had done it already. */
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

  /** Sets the clock of every sandbox; a gateway that starts later starts there. */
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

/** What is refused stays refused: a request that was done and is sent again has to be answered as done. */
class RefusedAgain extends Error {}
