/** Waits until something that the gateway does by itself has happened. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
  within = 60_000,
): Promise<T> {
  const end = Date.now() + within;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`This did not happen: ${what}`);
}
