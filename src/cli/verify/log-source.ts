import fs from 'node:fs/promises';
import path from 'node:path';

/** Where a copy of the log is read from: the address of a gateway, or a folder with the same files. */
export interface LogSource {
  name: string;
  /** Returns the file at this path under `/feed/`; null where there is none. */
  read: (file: string) => Promise<Uint8Array | null>;
}

export function openSource(place: string): LogSource {
  return /^https?:\/\//.test(place) ? webSource(place) : folderSource(place);
}

function webSource(address: string): LogSource {
  const base = address.replace(/\/(feed\/?)?$/, '');
  return {
    name: base,
    read: async (file) => {
      const response = await fetch(`${base}/feed/${file}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`${base}/feed/${file} answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

function folderSource(folder: string): LogSource {
  return {
    name: folder,
    read: (file) =>
      fs.readFile(path.join(folder, file)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
  };
}

/**
 * Returns a source that also saves everything it reads in a folder, which `verify` can check later without a network.
 */
export function savingTo(folder: string, source: LogSource): LogSource {
  return {
    name: source.name,
    read: async (file) => {
      const bytes = await source.read(file);
      if (bytes) {
        const kept = path.join(folder, file);
        await fs.mkdir(path.dirname(kept), { recursive: true });
        await fs.writeFile(kept, bytes);
      }
      return bytes;
    },
  };
}
