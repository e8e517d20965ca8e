const yuan = /^(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/;

/** Parses an amount in yuan and returns fen; undefined if it is not valid. */
export function parseYuan(text: string): bigint | undefined {
  const match = yuan.exec(text);
  if (!match) return undefined;
  return BigInt(match[1] as string) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}

/** Formats fen as yuan with two digits: 1234560n → "12345.60". */
export function formatYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Adds thousands separators without using a float: 1234567.80 → 1,234,567.80 */
export function grouped(amount: string): string {
  const [whole = '', fraction] = amount.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
