const documents: string[] = [];

/** Declares a GraphQL document of the pages, so that a gateway with trusted documents executes it. */
export function pageDocument(text: string): string {
  documents.push(text);
  return text;
}

/** All GraphQL documents of the pages. */
export const pageDocuments: readonly string[] = documents;
