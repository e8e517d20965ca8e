import { createHash } from 'node:crypto';

/**
 * Returns the id of an object in the demonstration, always the same for its name (a UUID of version 8), so that loading
 * twice gives one object.
 */
export function demonstrationId(name: string): string {
  const hex = createHash('sha256').update(`mianshen demonstration/${name}`).digest('hex');
  const variant = '89ab'[parseInt(hex[16] as string, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
