import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';

/** An uploaded paper; its bytes are in the document store under their SHA-256. */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(asRole(), ownInstitution())) })
@Unique({ properties: ['institutionId', 'sha256'] })
@ObjectType({ implements: Node, description: '已上传文件: a paper that was uploaded and can be attached to policies.' })
@Access(Role.INSURER, ...staffRoles)
export class UploadedDocument extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Media type, detected from the content and not from the name.' })
  mediaType: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Size in bytes.' })
  size: number;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was uploaded.' })
  uploadedAt: Date;
}

/** A paper of a policy. */
@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution()),
    mayInsert(asRole(), ownInstitution()),
    mayDelete(asRole(), ownInstitution()),
  ),
})
@Unique({ properties: ['policyId', 'kind', 'documentId'] })
@ObjectType({ description: '佐证材料: a paper attached to a policy.' })
@Access(Role.INSURER, ...staffRoles)
export class PolicyDocument {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'uuid' })
  documentId: string;

  @Property({ type: 'text' })
  @Field(() => DocumentKind, { description: 'What the paper proves.' })
  kind: DocumentKind;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was attached.' })
  attachedAt: Date;
}
