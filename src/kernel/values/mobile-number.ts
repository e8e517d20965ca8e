/** A mobile number as people write it, alone or within other text. */
const mobileNumber = /(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g;

/** The text without the mobile numbers in it: for what is kept of a row whose columns cannot be recognised. */
export function withoutMobileNumbers(text: string): string {
  const plain = text.normalize('NFKC');
  return plain.search(mobileNumber) < 0 ? text : plain.replaceAll(mobileNumber, '');
}
