import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concat, equalBytes } from './merkle.js';

/** Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint) with Ed25519; for server, command line and browser. */
hashes.sha512 = sha512;

const ed25519 = 1;
const utf8 = new TextEncoder();

export interface Checkpoint {
  origin: string;
  size: number;
  root: Uint8Array;
}

/** A key that a verifier trusts: a name and a public key. */
export interface VerifierKey {
  name: string;
  publicKey: Uint8Array;
}

export class NoteRefused extends Error {}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new NoteRefused(`This is not base64: ${text.slice(0, 40)}`);
  }
}

/** Returns `<name>+<hash>+<key>`: the key in the form that a verifier stores. */
export function verifierKeyOf(name: string, seed: Uint8Array): string {
  const key = concat([Uint8Array.of(ed25519), getPublicKey(seed)]);
  return `${name}+${toHex(keyId(name, key.subarray(1)))}+${toBase64(key)}`;
}

export function parseVerifierKey(text: string): VerifierKey {
  const [name, id, ...key] = text.trim().split('+');
  const bytes = fromBase64(key.join('+'));
  if (!name || bytes[0] !== ed25519 || bytes.length !== 33) {
    throw new NoteRefused('A public key is written `<name>+<hash>+<base64 of 1 and 32 bytes>`');
  }
  const publicKey = bytes.subarray(1);
  if (toHex(keyId(name, publicKey)) !== id) throw new NoteRefused('The public key does not go with its hash');
  return { name, publicKey };
}

export function signCheckpoint({ origin, size, root }: Checkpoint, seed: Uint8Array): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  const signature = concat([keyId(origin, getPublicKey(seed)), sign(utf8.encode(text), seed)]);
  return `${text}\n— ${origin} ${toBase64(signature)}\n`;
}

/** Parses a checkpoint that this key signed; throws NoteRefused otherwise. */
export function openCheckpoint(note: string, key: VerifierKey): Checkpoint {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new NoteRefused('This is not a signed note');
  const text = note.slice(0, end + 1);
  const lines = note
    .slice(end + 2)
    .split('\n')
    .filter(Boolean);
  if (!lines.some((line) => isSignedBy(line, text, key))) {
    throw new NoteRefused(`No signature of ${key.name} with this key fits the checkpoint`);
  }
  const [origin, size, root] = text.split('\n');
  if (origin !== key.name) throw new NoteRefused(`The checkpoint is of ${origin}, not of ${key.name}`);
  if (!/^(0|[1-9]\d{0,14})$/.test(size ?? '')) throw new NoteRefused('The checkpoint names no size');
  return { origin, size: Number(size), root: fromBase64(root ?? '') };
}

function isSignedBy(line: string, text: string, { name, publicKey }: VerifierKey): boolean {
  const [, signer, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  if (signer !== name || !encoded) return false;
  const bytes = fromBase64(encoded);
  if (bytes.length !== 68 || !equalBytes(bytes.subarray(0, 4), keyId(name, publicKey))) return false;
  return verify(bytes.subarray(4), utf8.encode(text), publicKey);
}

function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concat([utf8.encode(`${name}\n`), Uint8Array.of(ed25519), publicKey])).slice(0, 4);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
