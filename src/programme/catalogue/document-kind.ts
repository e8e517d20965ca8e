/**
 * The kind of paper. An object and not an enum, because the process that unpacks archives loads it without a compiler.
 */
export const DocumentKind = { POLICY: 'POLICY', INVOICE: 'INVOICE' } as const;
export type DocumentKind = keyof typeof DocumentKind;
