import type { Language } from '../../kernel/errors/refusal.js';
import { inChinese } from './in-chinese.js';

/** A message in the client's language. What is in Chinese already was written for this client. */
export function sayIn(language: Language, message: string): string {
  if (language === 'en') return message;
  // What is not known and has Chinese in it was written in Chinese; a known one may only quote some.
  return inChinese(message) ?? (/\p{Script=Han}/u.test(message) ? message : `请求未能完成：${message}`);
}

/** An error of GraphQL or of a route, in the client's language. */
export function sayErrorIn<Shown extends { message: string }>(language: Language, error: Shown): Shown {
  return { ...error, message: sayIn(language, error.message) };
}
