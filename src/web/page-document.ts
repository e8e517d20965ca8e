const documents: string[] = [];

/** Declares a GraphQL document that the pages send: a gateway that executes trusted documents alone knows it by that. */
export function pageDocument(text: string): string {
  documents.push(text);
  return text;
}

/** All of them. */
export const pageDocuments: readonly string[] = documents;
