import { errorOf, GatewayError } from './errors.js';
import type { Gateway } from './gateway.js';

export interface UploadOptions {
  /** Called with the part of the file that has been sent, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends a file to an upload route, for example `/upload/policies?programme=FJ-2025`, and returns its JSON answer. Browsers
 * report the progress of a request only through XMLHttpRequest; elsewhere progress is reported at the end.
 */
export async function upload<Answer>(
  gateway: Gateway,
  path: string,
  file: Blob,
  { onProgress, signal }: UploadOptions = {},
): Promise<Answer> {
  const { status, text } =
    typeof XMLHttpRequest === 'undefined'
      ? await byFetch(gateway, path, file, signal)
      : await byRequest(gateway, path, file, onProgress, signal);
  const answer = parsed(text) as Answer & { errors?: { message: string; extensions?: { code?: string } }[] };
  if (answer?.errors?.[0]) throw errorOf(answer.errors[0]);
  if (status >= 400 || answer === undefined) throw new GatewayError('INTERNAL', `HTTP ${status}`);
  onProgress?.(1);
  return answer;
}

async function byFetch(gateway: Gateway, path: string, body: Blob, signal?: AbortSignal) {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await gateway.fetch(path, { method: 'POST', headers, body, ...(signal && { signal }) });
  return { status: response.status, text: await response.text() };
}

async function byRequest(
  gateway: Gateway,
  path: string,
  file: Blob,
  onProgress: ((share: number) => void) | undefined,
  signal?: AbortSignal,
): Promise<{ status: number; text: string }> {
  const headers = await gateway.headers();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', gateway.url + path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total ? loaded / total : 0));
    request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }));
    request.addEventListener('error', () => reject(new GatewayError('NETWORK', 'The upload was interrupted')));
    request.addEventListener('abort', () => reject(signal?.reason as Error));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
