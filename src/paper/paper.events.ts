import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';

const paper = z.strictObject({
  kind: shape.oneOf(DocumentKind, '材料类别: kind of paper'),
  sha256: shape.text('digest of the paper'),
});

export const paperEvents = defineEvents({
  DOCUMENT_ATTACHED: paper,
  DOCUMENT_REMOVED: paper,
  DOCUMENT_DOWNLOADED: z.strictObject({
    sha256: shape.text('digest of the paper'),
    role: shape.oneOf(Role, '身份: role of the reader'),
  }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof paperEvents> {}
}
