import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** An address reserved for examples (RFC 5737), which no machine has. */
const address = '203.0.113.7';
const name = 'hooks.example.com';

/** A receiver of webhooks with a public name and address, by https, on this machine; adding the address needs root. */
export class PublicReceiver {
  /** How often each message was received, by id. */
  readonly messages = new Map<string, number>();
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-receiver-'));
  #server: https.Server | undefined;

  static get isPossible(): boolean {
    return os.platform() === 'linux' && process.getuid?.() === 0;
  }

  /** Its certificate, for NODE_EXTRA_CA_CERTS. */
  get certificate(): string {
    return path.join(this.#folder, 'certificate.pem');
  }

  /** Its name and address, valid while names are resolved (`bad-machine.mjs`). */
  get hosts(): Record<string, string> {
    return { [name]: address };
  }

  get url(): string {
    return `https://${name}:${(this.#server!.address() as AddressInfo).port}/hook`;
  }

  async open(): Promise<void> {
    const key = path.join(this.#folder, 'key.pem');
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-keyout', key];
    execFileSync('openssl', ['req', '-x509', ...made, '-out', this.certificate, ...subject], { stdio: 'ignore' });
    execFileSync('ip', ['address', 'replace', `${address}/32`, 'dev', 'lo']);
    const server = https.createServer(
      { key: fs.readFileSync(key), cert: fs.readFileSync(this.certificate) },
      (request, response) => {
        const id = String(request.headers['webhook-id']);
        this.messages.set(id, (this.messages.get(id) ?? 0) + 1);
        request.resume().on('end', () => response.end());
      },
    );
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    execFileSync('ip', ['address', 'delete', `${address}/32`, 'dev', 'lo']);
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
