import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A file system in memory that is small enough to be filled immediately; creating one needs root. */
export class SmallDisk {
  readonly #filling: string;

  private constructor(readonly folder: string) {
    this.#filling = path.join(folder, 'filling');
  }

  static get isPossible(): boolean {
    return os.platform() === 'linux' && process.getuid?.() === 0;
  }

  static make(megabytes: number): SmallDisk {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-small-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
    return new SmallDisk(folder);
  }

  /** Fills it to the last byte. */
  fill(): void {
    const file = fs.openSync(this.#filling, 'a');
    const bytes = Buffer.alloc(64 * 1024);
    try {
      for (;;) fs.writeSync(file, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      fs.closeSync(file);
    }
  }

  clear(): void {
    fs.rmSync(this.#filling, { force: true });
  }

  setWritable(isWritable: boolean): void {
    execFileSync('mount', ['-o', `remount,${isWritable ? 'rw' : 'ro'}`, this.folder]);
  }

  remove(): void {
    // Files that are still open are released when they are closed.
    execFileSync('umount', ['--lazy', this.folder]);
    fs.rmdirSync(this.folder);
  }
}
