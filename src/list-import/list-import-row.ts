import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import {
  asRole,
  mayDelete,
  mayInsert,
  mayRead,
  mayUpdate,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import type { Refusal } from '../kernel/errors/refusal.js';

export enum ListChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
  UNCHANGED = 'UNCHANGED',
  OLDER = 'OLDER',
}

registerEnumType(ListChangeKind, {
  name: 'ListChangeKind',
  description: '差异类别: how an entry of a list differs from what was known when the list was checked.',
  valuesConfig: {
    ADDED: { description: '新增: was not known.' },
    CHANGED: { description: '变更: was known otherwise.' },
    REMOVED: { description: '移出: was known from this list, which does not have it any more.' },
    UNCHANGED: { description: '无变化: was known as it is.' },
    OLDER: { description: '已有更新信息: something newer than the list is known, so that the entry is not used.' },
  },
});

const ofPlatform = rowPolicies(mayRead(staff), mayInsert(asRole('PLATFORM')), mayUpdate(asRole()), mayDelete(asRole()));

/** One entry of a list, compared with the earlier data. `key` identifies the entry within the list. */
@Entity({ policies: ofPlatform })
export class ListImportRow {
  @PrimaryKey({ type: 'uuid' })
  importId: string;

  @PrimaryKey({ type: 'text' })
  key: string;

  /** Null for an entry that the list no longer has. */
  @Property({ type: 'int', nullable: true })
  rowNumber: number | null;

  @Property({ type: 'text' })
  creditCode: string;

  @Property({ type: 'text' })
  change: ListChangeKind;

  @Property({ type: 'jsonb' })
  entry: Record<string, unknown>;

  @Property({ type: 'jsonb', nullable: true })
  previous: Record<string, unknown> | null;

  @Property({ type: 'text', nullable: true })
  sealedPhone: string | null;
}

/** The place to which the encryption of a failed row's cells is bound. */
export const failedRowPlace = 'list_import_failure.sealed_sent';

/** A failed row as it was sent, with the reasons. */
@Entity({ policies: rowPolicies(mayRead(staff), mayInsert(asRole('PLATFORM')), mayDelete(asRole())) })
export class ListImportFailure {
  @PrimaryKey({ type: 'uuid' })
  importId: string;

  @PrimaryKey({ type: 'int' })
  rowNumber: number;

  @Property({ type: 'jsonb' })
  refusals: Refusal[];

  /** Its cells as encrypted JSON, because a register's list has phone numbers and names of persons. */
  @Property({ type: 'text' })
  sealedSent: string;
}
