import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import { KeptSessions } from '../../../database/connections/kept-sessions.js';
import type { Listener } from '../../../database/connections/listener.js';
import type { Clock } from '../../../kernel/clock.js';
import type { Vault } from '../../../kernel/vault.js';
import { findAfterEnds } from '../../../upload/file-attempts.js';
import { FileRunner } from '../../../upload/file-runner.js';
import type { UploadFolder } from '../../../upload/upload-folder.js';
import { forgetOldUploads, type UploadSpool } from '../../../upload/upload-spool.js';
import { chooseNext, filesAtOnce } from './choose-work.js';
import { findWaiting, type Waiting } from './submission-work.sql.js';
import { workOnSubmission } from './work-on-submission.js';

const sweepInterval = 3_600_000;

export interface PolicyFileMeans {
  listener: Listener;
  em: EntityManager;
  url: string;
  clock: Clock;
  folder: UploadFolder;
  uploads: UploadSpool;
  vault: Vault;
  log: FastifyBaseLogger;
}

/** Creates the runner that processes files of policies. */
export function policyFileRunner({
  em,
  url,
  clock,
  folder,
  uploads,
  vault,
  ...means
}: PolicyFileMeans): FileRunner<Waiting> {
  const sessions = new KeptSessions(url, 'intake', filesAtOnce);
  let swept = Number.NEGATIVE_INFINITY;
  return new FileRunner<Waiting>(
    {
      table: 'submission',
      trace: 'policy file',
      expect: () => sessions.expect(),
      end: () => Promise.all([sessions.end(), uploads.end()]),
      senderOf: ({ institutionId }) => institutionId,
      async tidy() {
        if (performance.now() - swept < sweepInterval) return;
        swept = performance.now();
        await folder.sweep();
        await forgetOldUploads(em, clock.now());
      },
      findDue: (unrecorded) => findAfterEnds(em, unrecorded, findWaiting),
      choose: chooseNext,
      workOn: ({ id }, signal) => workOnSubmission(id, { sessions, clock, folder, vault, signal }),
    },
    means,
  );
}
