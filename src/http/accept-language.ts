import type { Language } from '../kernel/errors/refusal.js';

/** Returns Chinese, unless the client prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().split(';q='))
    .map(([tag = '', weight = '1']) => ({ tag: tag.toLowerCase(), weight: Number(weight) || 0 }))
    .filter(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
    .toSorted((one, other) => other.weight - one.weight);
  return ranked[0]?.tag.startsWith('en') ? 'en' : 'zh';
}
