import { causesOf } from './causes-of.js';

/**
 * Temporary conditions of the machine: no space, not writable, too many open files, process stopped. The request is not
 * at fault.
 */
const passing = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR']);

/** Whether an error or one of its causes comes from the operating system, and not from the bytes that were read. */
export function isSystemError(error: unknown): boolean {
  return causesOf(error).some((cause) => typeof (cause as NodeJS.ErrnoException).syscall === 'string');
}

/** Whether an error or one of its causes is a temporary condition of the machine. */
export function isMachineFault(error: unknown): boolean {
  return causesOf(error).some(({ code }) => passing.has(String(code)));
}
