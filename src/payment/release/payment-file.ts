import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { Role } from '../../access/role.js';
import { asRole, mayInsert, mayRead, rowPolicies } from '../../database/schema/row-security.js';

/**
 * The file that the treasury was given. It is encrypted, because it contains whole account numbers; its digest proves
 * its content.
 */
@Entity({ policies: rowPolicies(mayRead(asRole('FINANCE')), mayInsert(asRole('FINANCE'))) })
@ObjectType({ description: '拨付文件: what the treasury was given; only FINANCE downloads it.' })
@Access(Role.FINANCE)
export class PaymentFile {
  @PrimaryKey({ type: 'uuid' })
  batchId: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Format: `xlsx`, `csv` or `txt`. At `/payment-batches/{id}/file.{format}`.' })
  format: string;

  @Property({ type: 'uuid', nullable: true })
  layoutId: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal; also in the event log.' })
  sha256: string;

  @Property({ type: 'text' })
  sealedContent: string;
}
