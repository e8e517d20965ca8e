const largest = 1024 * 1024;

/** An answer that exceeds the limit, or is not valid UTF-8. */
export class AnswerUnreadable extends Error {}

/**
 * Reads the body of another service's answer, with a size limit. Damaged UTF-8 is an error, so that no name contains
 * replacement characters.
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
