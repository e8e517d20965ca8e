import path from 'node:path/posix';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { defineRefusals, Refused, type Refusal } from '../kernel/refusal.js';
import { canonicalIdentifier } from '../kernel/identifier.js';
import { DocumentKind } from './policy-document.js';

export const largestDocument = 20 * 1024 * 1024;
const mostEntries = 5_000;

export const refusePaper = defineRefusals({
  ARCHIVE_UNREADABLE: {
    meaning: 'An archive of papers is damaged, protected or too large.',
    zh: ({ why }) => `压缩包无法读取（${why}）。请重新打包（ZIP，无密码，不超过 5000 个文件）后上传。`,
    en: ({ why }) => `The archive cannot be read (${why}). Pack it anew: ZIP, no password, at most 5000 files.`,
  },
  PAPER_DAMAGED: {
    meaning: 'A paper in an archive cannot be unpacked.',
    zh: ({ why }) => `该文件在压缩包中已损坏，无法解压（${why}）。请重新打包后上传。`,
    en: ({ why }) => `The paper is damaged in the archive and cannot be unpacked (${why}). Pack it again.`,
  },
  PAPER_TYPE_UNKNOWN: {
    meaning: 'A paper is none of PDF, OFD, JPEG and PNG.',
    zh: () => '文件内容不是 PDF、OFD、JPEG 或 PNG（按内容识别，与扩展名无关）。',
    en: () => 'The content is not a PDF, OFD, JPEG or PNG; the name does not matter.',
  },
  PAPER_TOO_LARGE: {
    meaning: 'A paper is larger than 20 MB.',
    zh: () => '单个文件超过 20 MB，请压缩或降低扫描分辨率。',
    en: () => 'The paper is larger than 20 MB. Scan it at a lower resolution.',
  },
  PAPER_KIND_UNKNOWN: {
    meaning: 'The name of a paper does not say what it proves.',
    zh: () => '文件名未说明材料类别。请命名为“保单号_保单.pdf”或“保单号_发票.pdf”，或以发票号码命名。',
    en: () =>
      'The name does not say what it is. Call it `<policy number>_保单.pdf`, `…_发票.pdf` or `<invoice number>.pdf`.',
  },
  PAPER_POLICY_UNKNOWN: {
    meaning: 'No living policy of the institution has the number that the name of a paper gives.',
    zh: ({ found }) => `未找到保单号或发票号为“${found}”的本机构有效保单，请核对文件名。`,
    en: ({ found }) => `You have no living policy with the number "${found}". Check the name of the file.`,
  },
});

export interface ArchivedPaper {
  file: string;
  /** What the name says: the number of a policy or of an invoice, the likelier reading first, and what it proves. */
  numbers: string[];
  kind: DocumentKind | undefined;
  bytes: () => Promise<Buffer | Refusal>;
}

/** Walks through the papers of a ZIP, one at a time. Names are UTF-8, or as Chinese Windows writes them. */
export async function* readArchive(file: string): AsyncGenerator<ArchivedPaper> {
  const archive = await openPromise(file, { decodeStrings: false, autoClose: false }).catch((error: Error) => {
    throw unreadable(error.message);
  });
  try {
    let entries = 0;
    for await (const entry of archive.eachEntry()) {
      entries += 1;
      if (entries > mostEntries) throw unreadable(`> ${mostEntries}`);
      const name = nameOf(entry);
      if (isLitter(name)) continue;
      yield {
        file: name,
        ...meaningOf(name),
        bytes: async () => {
          if (entry.isEncrypted()) throw unreadable('password');
          if (entry.uncompressedSize > largestDocument) return refusePaper('PAPER_TOO_LARGE', ['file']);
          return bytesOf(archive, entry);
        },
      };
    }
  } catch (error) {
    throw error instanceof Refused ? error : unreadable((error as Error).message);
  } finally {
    archive.close();
  }
}

/** What is spoiled of one paper stops no other. */
async function bytesOf(archive: ZipFile, entry: Entry): Promise<Buffer | Refusal> {
  try {
    return await buffer(await archive.openReadStreamPromise(entry));
  } catch (error) {
    return refusePaper('PAPER_DAMAGED', ['file'], { why: (error as Error).message.slice(0, 120) });
  }
}

function unreadable(why: string): Refused {
  return new Refused(refusePaper('ARCHIVE_UNREADABLE', ['file'], { why: why.slice(0, 120) }));
}

function nameOf({ fileNameRaw, fileName, generalPurposeBitFlag }: Entry): string {
  const raw = Buffer.isBuffer(fileName) ? fileName : fileNameRaw;
  // Some programs write the folders of Windows.
  const decode = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(raw).replaceAll('\\', '/');
  try {
    return decode('utf-8');
  } catch {
    // Bit 11 promises UTF-8; without it the name is in the code page of whoever packed it.
    if (generalPurposeBitFlag & 0x800) throw unreadable('file name');
  }
  try {
    return decode('gb18030');
  } catch {
    throw unreadable('file name');
  }
}

function isLitter(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)(\.|Thumbs\.db$)/i.test(name);
}

const kinds: [DocumentKind, RegExp][] = [
  [DocumentKind.INVOICE, /电子发票|数电票|发票|invoice|fapiao/i],
  [DocumentKind.POLICY, /保险单|保单|policy/i],
];

/** `PZ01_保单.pdf`, `保单-PZ01.pdf`, `PZ01/发票.pdf`, `24352….pdf`: a number, and what the paper is. */
function meaningOf(file: string): { numbers: string[]; kind: DocumentKind | undefined } {
  const base = path.basename(file, path.extname(file)).normalize('NFKC');
  const found = kinds.find(([, pattern]) => pattern.test(base));
  const rest = found ? base.replace(found[1], '') : base;
  const number = rest.replaceAll(/^[\s_\-()]+|[\s_\-()]+$/g, '');
  // A scan of several pages: `PZ01_保单_2.jpg`, `PZ01_保单 (2).jpg`.
  const withoutPage = number.replace(/[\s_\-(]+\d{1,2}$/, '');
  const folder = path.basename(path.dirname(file)).normalize('NFKC');
  const texts = [number, withoutPage, ...(found && folder !== '.' ? [folder] : [])];
  const numbers = texts.map(canonicalIdentifier);
  return { numbers: [...new Set(numbers)].filter((text) => text !== ''), kind: found?.[0] };
}
