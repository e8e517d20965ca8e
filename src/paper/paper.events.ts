import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';

const paper = z.strictObject({
  kind: shape.oneOf(DocumentKind, '材料类别: kind of paper'),
  sha256: shape.text('digest of the paper'),
});

export const paperEvents = defineEvents({
  DOCUMENT_ATTACHED: paper.describe('佐证材料已上传: a paper was attached to a policy.'),
  DOCUMENT_REMOVED: paper.describe('佐证材料已移除: a paper was taken off a policy.'),
  DOCUMENT_DOWNLOADED: z
    .strictObject({
      sha256: shape.text('digest of the paper'),
      role: shape.oneOf(Role, '身份: role of the reader'),
    })
    .describe('佐证材料已下载: somebody read a paper.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof paperEvents> {}
}
