import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;
/**
 * Bytes that take about a millisecond to encrypt. Pieces of this size have no padding in base64, even if encoded twice.
 */
const piece = 9 * 32 * 1024;

/** The keys that encrypt private data: the first one encrypts, each one decrypts what it encrypted. */
export type DataKeys = [id: string, key: Buffer][];

/**
 * Encrypts private data before it is stored: AES-256-GCM, with the id of its key in front. To rotate keys, put a new
 * key first and keep the old one until everything is encrypted with the new one. `place` names what is encrypted and
 * where it is stored; a text that was moved elsewhere cannot be decrypted.
 */
export class Vault {
  readonly #keys: DataKeys;
  readonly #lookupKey: Buffer;

  constructor(keys: DataKeys, lookupKey: Buffer) {
    if (keys.length === 0) throw new Error('A vault needs a key');
    this.#keys = keys;
    this.#lookupKey = lookupKey;
  }

  /** For development and tests: derives all keys from one secret. In production, keys are configured. */
  static derivedFrom(secret: Uint8Array): Vault {
    return new Vault([['derived', derive(secret, 'data')]], derive(secret, 'lookup'));
  }

  get activeKey(): string {
    return (this.#keys[0] as DataKeys[number])[0];
  }

  seal(text: string, place: string): string {
    const [id, key] = this.#keys[0] as DataKeys[number];
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${id}.${sealed.toString('base64url')}`;
  }

  /** The same as `seal` of the bytes in base64. Other requests get turns between two pieces. */
  async sealBytes(bytes: Buffer, place: string): Promise<string> {
    const [id, key] = this.#keys[0] as DataKeys[number];
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
    const sealed = [`${id}.${iv.toString('base64url')}`];
    let from = 0;
    for (; from + piece < bytes.length; from += piece) {
      sealed.push(cipher.update(bytes.toString('base64', from, from + piece), 'latin1').toString('base64url'));
      await nextTurn();
    }
    const end = [cipher.update(bytes.toString('base64', from), 'latin1'), cipher.final(), cipher.getAuthTag()];
    return [...sealed, Buffer.concat(end).toString('base64url')].join('');
  }

  /** Decrypts a text. Throws if it was changed or moved, or if its key is not configured. */
  open(sealed: string, place: string): string {
    const { decipher, content } = this.#decipher(sealed, place);
    return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
  }

  /** Decrypts what `sealBytes` encrypted. Other requests get turns between two pieces. */
  async openBytes(sealed: string, place: string): Promise<Buffer> {
    const { decipher, content } = this.#decipher(sealed, place);
    const opened: Buffer[] = [];
    for (let from = 0; from < content.length; from += piece) {
      await nextTurn();
      const text = decipher.update(content.subarray(from, from + piece)).toString('latin1');
      opened.push(Buffer.from(text, 'base64'));
    }
    decipher.final();
    return Buffer.concat(opened);
  }

  #decipher(sealed: string, place: string) {
    const [id, content = ''] = sealed.split('.');
    const key = this.#keys.find(([name]) => name === id)?.[1];
    if (!key) throw new Error(`The data key ${id} is not configured (DATA_KEYS)`);
    const bytes = Buffer.from(content, 'base64url');
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength)).setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    return { decipher, content: bytes.subarray(ivLength, -tagLength) };
  }

  /**
   * Returns a keyed digest, which is always the same for the same text and does not reveal it: for finding encrypted
   * values.
   */
  digest(text: string, place: string): string {
    return createHmac('sha256', this.#lookupKey).update(`${place}\n${text}`).digest('base64url');
  }
}

export function derive(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'mianshen', purpose, 32));
}
