import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { KeptSessions } from '../../database/connections/kept-sessions.js';
import type { Listener } from '../../database/connections/listener.js';
import type { Clock } from '../../kernel/clock.js';
import type { Vault } from '../../kernel/vault.js';
import { findAfterEnds } from '../../upload/file-attempts.js';
import { FileRunner } from '../../upload/file-runner.js';
import type { UploadFolder } from '../../upload/upload-folder.js';
import type { UploadSpool } from '../../upload/upload-spool.js';
import { chooseList, listsAtOnce } from '../check/choose-lists.js';
import { findDueLists, type ListWork } from './list-work.sql.js';
import { workOnList } from './work-on-list.js';

export interface ListFileMeans {
  em: EntityManager;
  url: string;
  listener: Listener;
  clock: Clock;
  vault: Vault;
  folder: UploadFolder;
  uploads: UploadSpool;
  log: FastifyBaseLogger;
}

/**
 * Creates the runner that checks lists and applies confirmed ones. It is notified when another gateway confirms a list.
 */
export function listFileRunner({
  em,
  url,
  clock,
  vault,
  folder,
  uploads,
  ...means
}: ListFileMeans): FileRunner<ListWork> {
  const sessions = new KeptSessions(url, 'lists', listsAtOnce);
  const runner = new FileRunner<ListWork>(
    {
      table: 'list_import',
      trace: 'list',
      expect: () => sessions.expect(),
      end: () => Promise.all([sessions.end(), uploads.end()]),
      findDue: (unrecorded) => findAfterEnds(em, unrecorded, findDueLists),
      choose: chooseList,
      workOn: (work, signal) => sessions.run((session) => workOnList(work, { session, clock, vault, folder, signal })),
    },
    means,
  );
  means.listener.on('list_due', () => runner.wake());
  return runner;
}
