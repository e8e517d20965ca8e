/** What an objection takes with it; the public page says so before anybody uploads. */
export const mostAttachments = 5;
export const largestAttachment = 10 * 1024 * 1024;
