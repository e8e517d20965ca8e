const largest = 1024 * 1024;

/** An answer that is longer than any that is documented, or is not the UTF-8 that JSON is written in. */
export class AnswerUnreadable extends Error {}

/**
 * The body of another service's answer, within a limit and strictly decoded: what came damaged is an error, and never
 * a name with replacement characters in it.
 */
export async function readAnswer({ body }: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > largest) throw new AnswerUnreadable('the answer is too long');
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    throw error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      ? new AnswerUnreadable('the answer is not UTF-8')
      : error;
  }
}
