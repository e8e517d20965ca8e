import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

export const personEvents = defineEvents({
  PERSON_VERIFIED: z.strictObject({}).describe('个人已认证: a person was verified.'),
  PERSON_NOT_CONFIRMED: z.strictObject({}).describe('个人认证未通过: the register did not confirm somebody.'),
  PERSON_CHECK_REQUESTED: z
    .strictObject({ papers: shape.count('scans of identity papers') })
    .describe('人工核验已申请: somebody asked to be verified from papers.'),
  PERSON_CHECKED: z.strictObject({}).describe('人工核验已初核: one person of PLATFORM compared the papers.'),
  PERSON_CHECK_CONFIRMED: z
    .strictObject({})
    .describe('人工核验已通过: a second person confirmed; the person is verified.'),
  PERSON_CHECK_REJECTED: z.strictObject({}).describe('人工核验不予通过: the papers do not show the person named.'),
  IDENTITY_PAPER_READ: z
    .strictObject({ by: shape.oneOf(Role, '身份: role of the reader') })
    .describe('身份证件已查看: a scan of an identity paper was read.'),
  IDENTITY_PAPERS_DELETED: z.strictObject({}).describe('身份证件已删除: the scans of a decided request were deleted.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof personEvents> {}
}
