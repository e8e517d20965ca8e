import { largestAttachment, mostAttachments } from '../../objection/filing/attachment-limits.js';
import type { Contact } from './objection-api.js';
import { type ObjectionTexts, objectionTexts } from './objection-texts.js';
import type { Language } from '../texts.js';

/** A paper that was chosen for an objection. */
export interface Paper {
  key: number;
  file: File;
  state:
    | { kind: 'chosen' }
    | { kind: 'sending'; percent: number }
    | { kind: 'sent'; challengeId: string; sha256: string }
    | { kind: 'failed'; message: string };
}

export const paperEndings = ['.pdf', '.ofd', '.jpg', '.jpeg', '.png'];
export const largestPaper = `${largestAttachment / 1024 ** 2} MB`;

let lastKey = 0;

/** Adds the picked files; returns a fault for each file that the API would refuse. */
export function pickPapers(papers: Paper[], files: File[], t: ObjectionTexts): { papers: Paper[]; faults: string[] } {
  const faults: string[] = [];
  const picked = [...papers];
  for (const file of files) {
    const fault = faultOf(file, t);
    if (fault) faults.push(fault);
    else if (picked.some((paper) => isSameFile(paper.file, file))) continue;
    else if (picked.length >= mostAttachments) faults.push(t.paperTooMany(file.name, mostAttachments));
    else picked.push({ key: (lastKey += 1), file, state: { kind: 'chosen' } });
  }
  return { papers: picked, faults };
}

function faultOf({ name, size }: File, t: ObjectionTexts): string | undefined {
  if (!paperEndings.some((ending) => name.toLowerCase().endsWith(ending))) return t.paperUnfit(name);
  if (size > largestAttachment) return t.paperTooLarge(name, largestPaper);
  return size === 0 ? t.paperEmpty(name) : undefined;
}

function isSameFile(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

/** Returns the digest of a paper that was uploaded for this contact; after a new code all papers are uploaded again. */
export function digestOf({ state }: Paper, challengeId: string | undefined): string | undefined {
  return state.kind === 'sent' && state.challengeId === challengeId ? state.sha256 : undefined;
}

/** `340 KB`, `1.2 MB`. */
export function sizeOf({ size }: File): string {
  return size < 1024 ** 2 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 ** 2).toFixed(1)} MB`;
}

/** The answer of the upload route. */
interface Answer {
  sha256?: string;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Uploads one paper; returns the result. It uses XMLHttpRequest, because fetch does not report progress. */
export function sendPaper(
  { challengeId, code }: Contact,
  file: File,
  lang: Language,
  progressed: (percent: number) => void,
): Promise<Paper['state']> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lost = () => resolve({ kind: 'failed', message: objectionTexts[lang].paperLost });
    request.open('POST', `/objections/${challengeId}/attachments`);
    request.setRequestHeader('objection-code', code);
    request.setRequestHeader('accept-language', lang);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => progressed(Math.floor((loaded / total) * 100)));
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    request.addEventListener('load', () => {
      const { sha256, errors } = readAnswer(request.responseText);
      if (sha256) return resolve({ kind: 'sent', challengeId, sha256 });
      return errors?.[0]
        ? resolve({ kind: 'failed', message: messageOf(errors[0], file, objectionTexts[lang]) })
        : lost();
    });
    request.send(file);
  });
}

function readAnswer(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    // The page of a proxy, which has nothing useful for a reader.
    return {};
  }
}

/** Returns the API's message; errors of the protocol have only English ones, so they get ours. */
function messageOf(
  { message, extensions }: NonNullable<Answer['errors']>[number],
  file: File,
  t: ObjectionTexts,
): string {
  if (extensions.code === 'UNSUPPORTED_MEDIA_TYPE') return t.paperUnread;
  return extensions.code === 'PAYLOAD_TOO_LARGE' ? t.paperTooLarge(file.name, largestPaper) : message;
}
