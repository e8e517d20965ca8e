/** What a reader searches for: words that all have to occur, and "quoted phrases" (or “quoted”) that occur as they are. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]+)"|“([^“”]+)”|(\S+)/g)].map(
    ([, straight, curly, word]) => straight ?? curly ?? word ?? '',
  );
}
