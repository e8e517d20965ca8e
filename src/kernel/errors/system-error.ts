import { causesOf } from './causes-of.js';

/**
 * The machine has no room, or cannot write, or has too much open, or stops a process: that passes, and nothing that was
 * sent is at fault.
 */
const passing = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR']);

/** Whether an error, or what caused it, comes from the operating system, and so not from the bytes that were read. */
export function isSystemError(error: unknown): boolean {
  return causesOf(error).some((cause) => typeof (cause as NodeJS.ErrnoException).syscall === 'string');
}

/** Whether an error, or what caused it, is a condition of the machine that passes. */
export function isMachineFault(error: unknown): boolean {
  return causesOf(error).some(({ code }) => passing.has(String(code)));
}
