import type { Job } from '../job/job.js';
import { closeDueNotices } from '../publicity/close-due-notices.js';

/** Everything that the gateway does by itself. */
export const jobs: readonly Job[] = [closeDueNotices];
