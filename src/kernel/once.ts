/** Makes a value when it is first asked for; all who ask later share it. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
