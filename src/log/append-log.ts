import type { EntityManager } from '@mikro-orm/postgresql';
import {
  appendRelease,
  completeBlocks,
  dueReleases,
  insertCheckpoint,
  insertNodes,
  lockLog,
  logSize,
  newestCheckpoint,
} from './append-log.sql.js';
import { recordEventChanges, recordReleaseChanges } from './feed-changes.sql.js';
import { lastChange, recordStates } from './record-states.sql.js';
import type { LogKey } from './log-key.js';
import { hashesOf, rootOf, treeRoot } from './merkle.js';
import { databaseTiles } from './read-log.sql.js';
import { openCheckpoint, parseVerifierKey, signCheckpoint, toBase64 } from './signed-note.js';

/**
 * Appends every published release that is missing in the log, in order, and then signs one checkpoint. Returns whether
 * there was a release to append.
 */
export async function appendLog(em: EntityManager, key: LogKey, now: Date): Promise<boolean> {
  await lockLog(em);
  let size = await logSize(em);
  const recorded = await lastChange(em);
  const due = await dueReleases(em);
  for (const release of due) {
    size += await appendRelease(em, release.id, size);
    await recordReleaseChanges(em, release);
  }
  await recordEventChanges(em);
  await recordStates(em, recorded);
  await completeNodes(em);
  const newest = await newestCheckpoint(em);
  if (newest && Number(newest.size) === size && isOurs(newest.note, key)) return due.length > 0;
  const root = await treeRoot(databaseTiles(em), size);
  const note = signCheckpoint({ origin: key.origin, size, root }, key.seed);
  await insertCheckpoint(em, { size, root: toBase64(root), note, now });
  return due.length > 0;
}

async function completeNodes(em: EntityManager): Promise<void> {
  for (let level = 0; ; level += 1) {
    let blocks = await completeBlocks(em, level);
    if (blocks.length === 0) return;
    for (; blocks.length > 0; blocks = await completeBlocks(em, level)) {
      const roots = blocks.map(({ hashes }) => Buffer.from(rootOf(hashesOf(hashes))));
      await insertNodes(
        em,
        level + 1,
        blocks.map(({ position }) => position),
        roots,
      );
    }
  }
}

/** Whether this key signed the checkpoint. After a key change the checkpoint is signed again. */
function isOurs(note: string, key: LogKey): boolean {
  try {
    openCheckpoint(note, parseVerifierKey(key.verifierKey));
    return true;
  } catch {
    return false;
  }
}
