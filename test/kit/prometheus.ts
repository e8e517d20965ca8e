import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './gateway-process.js';

const [binary, promtool] = ['prometheus', 'promtool'].map((name) =>
  [`/usr/bin/${name}`, `/usr/local/bin/${name}`].find((file) => fs.existsSync(file)),
);
export const hasPrometheus = binary !== undefined && promtool !== undefined;
export { promtool };

export interface Sample {
  metric: Record<string, string>;
  value: [at: number, value: string];
}

export interface CheckedRule {
  name: string;
  state: string;
  health: string;
  lastError?: string;
}

/** Prometheus with the configuration in deploy/, except for the gateway's address and the scrape interval. */
export class Prometheus {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #url: string;

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.#child = child;
    this.#folder = folder;
    this.#url = `http://127.0.0.1:${port}`;
  }

  static async watching(gateway: string): Promise<Prometheus> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-prometheus-'));
    const config = fs
      .readFileSync('deploy/prometheus/prometheus.yaml', 'utf8')
      .replace(/dns_sd_configs:[^]*/, `static_configs: [{ targets: ['${new URL(gateway).host}'] }]\n`)
      .replaceAll('_interval: 15s', '_interval: 1s');
    fs.writeFileSync(path.join(folder, 'prometheus.yaml'), config);
    fs.copyFileSync('deploy/prometheus/alerts.yaml', path.join(folder, 'alerts.yaml'));
    const port = await freePort();
    const flags = [`--config.file=${folder}/prometheus.yaml`, `--storage.tsdb.path=${folder}/data`];
    const child = spawn(binary as string, [...flags, `--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' });
    const prometheus = new Prometheus(child, folder, port);
    await eventually(
      async () => (await prometheus.query('up{job="mianshen"} == 1').catch(() => [])).length > 0,
      'it asks',
    );
    return prometheus;
  }

  /** Returns the values of an expression now, or at a time in seconds. */
  async query(expression: string, at?: number): Promise<Sample[]> {
    const moment = at === undefined ? '' : `&time=${at.toFixed(3)}`;
    const { result } = await this.#get<{ result: Sample[] }>(`query?query=${encodeURIComponent(expression)}${moment}`);
    return result;
  }

  /** Waits until it has scraped the gateway's present values; returns the time in seconds. */
  async seen(): Promise<number> {
    const now = Date.now() / 1_000;
    const asked = async () => Number((await this.query('timestamp(up{job="mianshen"})'))[0]?.value[1]);
    await eventually(async () => (await asked()) > now, 'it asks again');
    return asked();
  }

  /** Returns the alert rules with their last evaluation. */
  async rules(): Promise<CheckedRule[]> {
    const { groups } = await this.#get<{ groups: { rules: CheckedRule[] }[] }>('rules');
    return groups.flatMap(({ rules }) => rules);
  }

  async #get<Data>(path: string): Promise<Data> {
    const response = await fetch(`${this.#url}/api/v1/${path}`);
    const answer = (await response.json()) as { status: string; data: Data; error?: string };
    if (answer.status !== 'success') throw new Error(`Prometheus refuses ${path}: ${answer.error}`);
    return answer.data;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
