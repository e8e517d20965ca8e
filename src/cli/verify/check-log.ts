import { formatYuan, parseYuan } from '../../kernel/values/money.js';
import { type Checkpoint, NoteRefused, openCheckpoint, type VerifierKey } from '../../log/signed-note.js';
import { equalBytes, leafHash, rootOf, tileWidth } from '../../log/merkle.js';
import type { LogSource } from './log-source.js';

/** A copy of the log, or a list, differs from what was signed. */
export class CheckFailed extends Error {}

export interface LoggedRelease {
  notice: string;
  release: number;
  title: string;
  recipientCount: number;
  totalAmount: string;
  /** The entries of the recipients, exactly as they were hashed. */
  lines: string[];
}

export interface CheckedLog {
  checkpoint: Checkpoint;
  note: string;
  releases: LoggedRelease[];
}

/** Reads all entries and checks that together they have the root hash that the checkpoint signs. */
export async function checkLog(source: LogSource, key: VerifierKey, earlier?: Checkpoint): Promise<CheckedLog> {
  const note = text(await source.read('log/checkpoint'));
  if (note === null) throw new CheckFailed(`${source.name} has no log/checkpoint`);
  const checkpoint = openedBy(key, note);
  const entries = await readEntries(source, checkpoint.size);
  const hashes = entries.map((entry) => leafHash(new TextEncoder().encode(entry)));
  if (!equalBytes(rootOf(hashes), checkpoint.root)) {
    throw new CheckFailed(
      'The entries are not those that were signed: something in them was changed, added or removed',
    );
  }
  if (earlier) {
    const rewritten =
      earlier.size > checkpoint.size || !equalBytes(rootOf(hashes.slice(0, earlier.size)), earlier.root);
    if (rewritten) throw new CheckFailed('History was rewritten: the log does not continue the earlier checkpoint');
  }
  return { checkpoint, note, releases: releasesOf(entries) };
}

export function openedBy(key: VerifierKey, note: string): Checkpoint {
  try {
    return openCheckpoint(note, key);
  } catch (error) {
    throw error instanceof NoteRefused ? new CheckFailed(error.message) : error;
  }
}

export function text(bytes: Uint8Array | null): string | null {
  return bytes && new TextDecoder().decode(bytes);
}

async function readEntries(source: LogSource, size: number): Promise<string[]> {
  const entries: string[] = [];
  for (let tile = 0; tile * tileWidth < size; tile += 1) {
    const width = Math.min(tileWidth, size - tile * tileWidth);
    const file = `log/tile/entries/${tilePath(tile)}${width < tileWidth ? `.p/${width}` : ''}`;
    const bundle = await source.read(file);
    if (!bundle) throw new CheckFailed(`${source.name} lacks ${file}`);
    entries.push(...unpack(bundle, file));
  }
  return entries;
}

/** 1234067 → x001/x234/067 (C2SP tlog-tiles). */
export function tilePath(tile: number): string {
  const groups = String(tile)
    .padStart(Math.ceil(String(tile).length / 3) * 3, '0')
    .match(/\d{3}/g) as string[];
  return groups.map((group, index) => (index < groups.length - 1 ? `x${group}` : group)).join('/');
}

function unpack(bundle: Uint8Array, file: string): string[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: string[] = [];
  let offset = 0;
  while (offset < bundle.length) {
    const end = offset + 2 <= bundle.length ? offset + 2 + view.getUint16(offset) : Infinity;
    if (end > bundle.length) throw new CheckFailed(`${file} is cut off`);
    entries.push(new TextDecoder().decode(bundle.subarray(offset + 2, end)));
    offset = end;
  }
  return entries;
}

interface Entry {
  type: string;
  notice: string;
  release: number;
  title: string;
  amount: string;
  recipientCount: number;
  totalAmount: string;
}

/** Groups entries into releases; checks that each has the announced number of lines and the announced total. */
function releasesOf(entries: string[]): LoggedRelease[] {
  const releases: LoggedRelease[] = [];
  let sum = 0n;
  const end = () => {
    const release = releases.at(-1);
    if (!release) return;
    const { lines, recipientCount, totalAmount } = release;
    if (lines.length === recipientCount && formatYuan(sum) === totalAmount) return;
    throw new CheckFailed(
      `Release ${release.release} of ${release.notice} announces ${recipientCount} lines and ${totalAmount}; ` +
        `the log has ${lines.length} and ${formatYuan(sum)}`,
    );
  };
  for (const line of entries) {
    const entry = JSON.parse(line) as Entry;
    if (entry.type === 'RELEASE') {
      end();
      sum = 0n;
      const { notice, release, title, recipientCount, totalAmount } = entry;
      releases.push({ notice, release, title, recipientCount, totalAmount, lines: [] });
    } else {
      sum += parseYuan(entry.amount) ?? 0n;
      releases.at(-1)?.lines.push(line);
    }
  }
  end();
  return releases;
}
