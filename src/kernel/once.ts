/** Makes a value when it is first asked for; the whole process then shares it. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
