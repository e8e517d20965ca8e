import type { Language } from '../../kernel/errors/refusal.js';
import { inChinese } from './in-chinese.js';

/** Returns a message in the client's language. A Chinese message is returned unchanged. */
export function localizeMessage(language: Language, message: string): string {
  if (language === 'en') return message;
  // A message without a translation that contains Chinese was written in Chinese. One with a translation may only quote
  // Chinese text.
  return inChinese(message) ?? (/\p{Script=Han}/u.test(message) ? message : `请求未能完成：${message}`);
}

/** Returns an error of GraphQL or of a route in the client's language. */
export function localizeError<Shown extends { message: string }>(language: Language, error: Shown): Shown {
  return { ...error, message: localizeMessage(language, error.message) };
}
