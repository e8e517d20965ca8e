/** What a paper proves. An object and no enum, since the process that unpacks archives reads it without a compiler. */
export const DocumentKind = { POLICY: 'POLICY', INVOICE: 'INVOICE' } as const;
export type DocumentKind = keyof typeof DocumentKind;
