/** What a paper proves. Without decorators, since the process that unpacks archives loads it. */
export enum DocumentKind {
  POLICY = 'POLICY',
  INVOICE = 'INVOICE',
}
