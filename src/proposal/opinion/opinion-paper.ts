import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GlobalId } from '../../kernel/values/global-id.js';
import { Node } from '../../kernel/node.js';
import { DateTimeScalar } from '../../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, staff, rowPolicies } from '../../database/schema/row-security.js';
import { recordEvent } from '../../event/record-event.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { staff as staffRoles } from '../../access/role.js';
import type { StoredDocument } from '../../paper/store/document-store.js';

/** A paper of the regulator's opinion; its bytes are in the document store under their SHA-256. */
@Entity({ policies: rowPolicies(mayRead(staff), mayInsert(asRole('REGULATOR'))) })
@ObjectType({
  implements: Node,
  description:
    '监管意见附件: a paper that goes with the regulator’s opinion; its bytes are at `GET /opinion-papers/:id`.',
})
@Access(...staffRoles)
export class OpinionPaper extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Media type, detected from the content.' })
  mediaType: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Size in bytes.' })
  size: number;

  @Property({ type: 'uuid' })
  uploadedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was uploaded.' })
  uploadedAt: Date;
}

/** Records a stored paper; returns the id for `giveOpinion`. */
export function enterOpinionPaper(context: Context, { sha256, mediaType, size }: StoredDocument): Promise<string> {
  return context.db.write(async (em) => {
    const uploadedBy = context.viewer.accountId as string;
    const paper = { sha256, mediaType, size, uploadedBy, uploadedAt: context.clock.now() };
    const entered = em.create(OpinionPaper, paper as OpinionPaper);
    await em.flush();
    return entered.id;
  });
}

/** Returns a paper that the viewer may read; records an event. */
export async function readOpinionPaper(context: Context, id: string): Promise<OpinionPaper | null> {
  const paper = await (await context.db.read()).findOne(OpinionPaper, { id });
  await context.db.end();
  if (!paper) return null;
  // Recorded as SYSTEM, because an auditor may not write.
  await context.system.write((em) =>
    recordEvent(em, context, {
      type: 'DOCUMENT_DOWNLOADED',
      subject: { type: 'OpinionPaper', id },
      data: { sha256: paper.sha256, role: context.viewer.role },
    }),
  );
  return paper;
}
