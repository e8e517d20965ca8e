/** The largest paper, in bytes. */
export const largestDocument = 20 * 1024 * 1024;
