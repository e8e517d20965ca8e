/** The accepted types of papers, detected by the first bytes. An OFD is a ZIP, which may be an archive as well. */
const mediaTypes: [beginning: Buffer, mediaType: string][] = [
  [Buffer.from('%PDF-'), 'application/pdf'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
  [Buffer.from('PK\u0003\u0004'), 'ZIP'],
];

/** How many bytes are enough. */
export const beginningOf = 8;

export function detectByBeginning(bytes: Buffer): string | undefined {
  return mediaTypes.find(([beginning]) => bytes.subarray(0, beginning.length).equals(beginning))?.[1];
}
