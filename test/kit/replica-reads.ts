import { expect } from 'vitest';
import { SubmitPoliciesDocument } from '../generated/graphql.js';
import { eventually } from './eventually.js';
import type { Replicated, ReplicatedGateway } from './replicated.js';
import { type ArrangedEnterprise, type Person, policyRow, programmeCode } from './world.js';

const numbers = `{ policies(first: 50, orderBy: ACCEPTED_AT_DESC) { nodes { policyNo } totalCount } }`;

/** An insurer pushes at one gateway and reads at another; it checks which server was asked. */
export class ReplicaReads {
  #pushes = 0;

  constructor(
    readonly replicated: Replicated,
    readonly insurer: Person,
    readonly company: ArrangedEnterprise,
  ) {}

  async metric({ url }: ReplicatedGateway, series: RegExp): Promise<number> {
    const text = await (await fetch(`${url}/metrics`)).text();
    const line = text.split('\n').find((candidate) => series.test(candidate));
    return Number(line?.split(' ')[1] ?? 0);
  }

  /** Returns the number of reads that this gateway has sent to the replica. */
  sentToReplica(gateway: ReplicatedGateway): Promise<number> {
    return this.metric(gateway, /^mianshen_reads_total\{server="127/);
  }

  async isUsed(gateway: ReplicatedGateway): Promise<boolean> {
    return (await this.metric(gateway, /^mianshen_replica_used\{/)) === 1;
  }

  /** Resolves when both gateways read from the replica. */
  async used(): Promise<void> {
    await eventually(
      async () => (await Promise.all(this.replicated.gateways.map((gateway) => this.isUsed(gateway)))).every(Boolean),
      'the replica is read from',
    );
  }

  /** Pushes a policy at a gateway; returns its number and the position in the answer's header. */
  async push({ client }: ReplicatedGateway): Promise<{ number: string; position: string | null }> {
    this.#pushes += 1;
    const row = policyRow(this.company);
    const input = {
      programme: programmeCode,
      rows: [row],
      errorPolicy: 'REJECT_FAILED_ROWS',
      dryRun: false,
      idempotencyKey: `replica-${this.#pushes}`,
    };
    const response = await client(this.insurer.token).fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: String(SubmitPoliciesDocument), variables: { input } }),
    });
    const { data } = (await response.json()) as { data: { submitPolicies: { submission: { acceptedCount: number } } } };
    expect(data.submitPolicies.submission.acceptedCount).toBe(1);
    return { number: row.policyNo as string, position: response.headers.get('x-database-position') };
  }

  /** Returns the numbers of the insurer's newest policies. */
  async seen({ client }: ReplicatedGateway, headers: Record<string, string> = {}): Promise<string[]> {
    const response = await client(this.insurer.token).fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: numbers }),
    });
    const { data, errors } = (await response.json()) as {
      data: { policies: { nodes: { policyNo: string }[] } } | null;
      errors?: unknown;
    };
    if (!data) throw new Error(`Not read: ${response.status} ${JSON.stringify(errors)}`);
    return data.policies.nodes.map(({ policyNo }) => policyNo);
  }

  /**
   * Runs four readers at both gateways during `disturb`; none of their reads may fail. Ends when the replica is used
   * again.
   */
  async readDuring(disturb: () => Promise<() => void>): Promise<void> {
    const [one, other] = this.replicated.gateways;
    const reading = new AbortController();
    let reads = 0;
    const readers = [one, other, one, other].map(async (gateway) => {
      while (!reading.signal.aborted) {
        await this.seen(gateway);
        reads += 1;
      }
    });
    const mend = await disturb();
    const outcome = Promise.all(readers);
    try {
      await Promise.race([eventually(async () => !(await this.isUsed(one)), 'it is left alone'), outcome]);
      const { number } = await this.push(one);
      expect(await this.seen(other)).toContain(number);
      const so = reads;
      await Promise.race([eventually(async () => reads > so + 20, 'the primary is read from'), outcome]);
    } finally {
      mend();
    }
    await this.used();
    reading.abort();
    await outcome;
  }
}
