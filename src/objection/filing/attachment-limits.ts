/** The limit of attachments; the public page shows it before anybody uploads. */
export const mostAttachments = 5;
export const largestAttachment = 10 * 1024 * 1024;
