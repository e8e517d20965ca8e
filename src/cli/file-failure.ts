import { CommandFailed, exitCode } from './command.js';
import { type Texts, localised } from './language.js';

const reasons: Record<string, Texts> = {
  ENOENT: { en: 'it is not there', zh: '文件或文件夹不存在' },
  EACCES: { en: 'it may not be opened', zh: '没有权限' },
  EISDIR: { en: 'it is a folder', zh: '这是文件夹，不是文件' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
};

const attempts = {
  read: { en: 'cannot be read', zh: '无法读取' },
  write: { en: 'cannot be written', zh: '无法写入' },
} satisfies Record<string, Texts>;

/** Makes the failure of a command from a local file that cannot be read or written, with a message for the user. */
export function fileFailure(file: string, attempt: keyof typeof attempts, error: unknown): CommandFailed {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = reasons[code] ? localised(reasons[code]) : message;
  const what = localised(attempts[attempt]);
  return new CommandFailed(
    exitCode.noFile,
    localised({ en: `${file} ${what}: ${reason}`, zh: `${file} ${what}：${reason}` }),
  );
}
