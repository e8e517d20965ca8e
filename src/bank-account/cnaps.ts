/** Checks whether a text is a CNAPS bank code: 12 digits, the last of them a check digit by ISO 7064 MOD 11,10. */
export function isBankCode(text: string): boolean {
  return /^\d{12}$/.test(text) && text[11] === bankCodeCheck(text.slice(0, 11));
}

/** Returns the check digit (the 12th) of the first 11 digits. */
export function bankCodeCheck(body: string): string {
  const rest = [...body].reduce((product, digit) => {
    const sum = (product + Number(digit)) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return String((11 - rest) % 10);
}
