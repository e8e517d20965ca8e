import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { everybody } from '../../access/role.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  rowPolicies,
  staff,
} from '../../database/schema/row-security.js';
import { GlobalId } from '../../kernel/values/global-id.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { Node } from '../../kernel/node.js';

/** An attachment of a programme's notice; its bytes are in the document store under their SHA-256. */
@Entity({
  policies: rowPolicies(
    mayRead(staff, onlyWhere(anybody, 'published')),
    mayInsert(asRole('SCIENCE', 'REGULATOR')),
    mayUpdate(asRole()),
  ),
})
@ObjectType({
  implements: Node,
  description:
    '通知附件: a file that goes with the notice of a programme; its bytes are at `GET /programme-attachments/{id}`, for anybody once the programme is in force.',
})
@Access(...everybody)
export class ProgrammeAttachment extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '文件名: name of the file, for the download.' })
  fileName: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Media type, detected from the content.' })
  mediaType: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Size in bytes.' })
  size: number;

  /** Set when a programme that names it is put in force. */
  @Property({ type: 'boolean', default: false })
  published: boolean;

  @Property({ type: 'uuid' })
  uploadedBy: string;

  @Property({ type: 'timestamptz' })
  uploadedAt: Date;
}

/** Returns the indexes of ids for which no file was uploaded. */
export async function unknownAttachments(em: EntityManager, ids: string[]): Promise<number[]> {
  const keys = ids.map((id) => keyOf('ProgrammeAttachment', id) ?? null);
  const { rows } = await sql<{ place: number }>`
    select place::int - 1 as place from unnest(${keys}::uuid[]) with ordinality as named (id, place)
    where not exists (select from programme_attachment as file where file.id = named.id)
    order by place`.execute(em.getKysely());
  return rows.map(({ place }) => place);
}

/** Makes these files public. */
export async function publishAttachments(em: EntityManager, ids: string[]): Promise<void> {
  const keys = ids.map((id) => keyOf('ProgrammeAttachment', id)).filter((key) => key !== undefined);
  await em.nativeUpdate(ProgrammeAttachment, { id: { $in: keys } }, { published: true });
}
