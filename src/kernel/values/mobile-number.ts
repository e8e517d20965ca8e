/** A mobile number in any usual notation, alone or within other text. */
const mobileNumber = /(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g;

/** Removes mobile numbers from a text that is stored of a row whose columns cannot be recognised. */
export function withoutMobileNumbers(text: string): string {
  const plain = text.normalize('NFKC');
  return plain.search(mobileNumber) < 0 ? text : plain.replaceAll(mobileNumber, '');
}
