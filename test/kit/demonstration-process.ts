import { expect } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { Viewer } from '../../src/access/viewer.js';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { publisherViewer } from '../../src/demonstration/accounts.js';
import { ApiClient } from './client.js';
import { GatewayProcess } from './gateway-process.js';
import { testSecret } from './secret.js';

/** A person for whom the gateway prints a token, or the second person of SCIENCE. */
export type Demonstrator = Exclude<keyof typeof Role, 'PUBLIC'> | 'PUBLISHER';

/** `npm start` with its demonstration, in a data folder. */
export class DemonstrationProcess extends GatewayProcess {
  constructor(port: number, dataFolder: string) {
    super(port, { DATA_DIR: dataFolder, DEMONSTRATION: 'true', SECRET_KEY: testSecret });
  }

  /** Waits until it has printed its last line; on a busy machine the demonstration takes some time. */
  async announced(): Promise<this> {
    await this.until('it has announced itself', () => /ENTERPRISE,[^]*-d '.*'\n$/.test(this.output), 180_000);
    return this;
  }

  async as(who: Demonstrator): Promise<ApiClient> {
    if (who === 'PUBLISHER') return new ApiClient(this.url, await tokenOf(publisherViewer()));
    const token = new RegExp(`${who},[^]*?Bearer ([^']+)`).exec(this.output)?.[1];
    expect(token, who).toBeDefined();
    return new ApiClient(this.url, token);
  }
}

const tokenOf = (viewer: Viewer) =>
  signAccessToken(
    { accountId: viewer.accountId as string, role: viewer.role, subjectId: viewer.subjectId },
    tokenKey(testSecret),
    '30d',
  );
