import { Extensions, Field, ID } from 'type-graphql';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An opaque id that says its type, so that `node(id)` can find the object whatever it is. */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** Keys of what has no number of its own but a code; of a product also the version of the rules that it is of. */
const catalogueKeys: Record<string, RegExp> = {
  QualificationKind: /^[A-Z][A-Z0-9_]{0,79}$/,
  Product: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[A-Z][A-Z0-9_]{0,79}$/,
};

interface GlobalKey {
  type: string;
  key: string;
}

/** Takes the global id of a stored object apart; undefined where it is not one of ours. */
export function parseGlobalId(id: string): GlobalKey | undefined {
  const parts = partsOf(id);
  return parts && uuid.test(parts.key) ? parts : undefined;
}

/** As `parseGlobalId`, also for what the catalogues hold, whose keys are codes. */
export function parseNodeId(id: string): GlobalKey | undefined {
  const parts = partsOf(id);
  if (!parts) return undefined;
  const shape = Object.hasOwn(catalogueKeys, parts.type) ? catalogueKeys[parts.type] : uuid;
  return shape?.test(parts.key) ? parts : undefined;
}

function partsOf(id: string): GlobalKey | undefined {
  const [type, key, ...rest] = Buffer.from(id, 'base64url').toString().split(':');
  return type && key && rest.length === 0 ? { type, key } : undefined;
}

/** The key inside an id of this type; undefined for an id of any other, which names nothing here. */
export function keyOf(type: string, id: string): string | undefined {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.key : undefined;
}

/** The row that an id of this type names; undefined for any other id. */
export function withId(type: string, id: string): { id: string } | undefined {
  const key = keyOf(type, id);
  return key === undefined ? undefined : { id: key };
}

/** What `@GlobalId` leaves on a field: the schema shows its uuid as a global id. */
export interface GlobalIdExtension {
  globalId?: true;
}

/** The `id` of a Node: stored as a uuid, shown as an opaque global id. */
export function GlobalId(): PropertyDecorator {
  const field = Field(() => ID, {
    description: 'Opaque and global: the same object has the same id for ever. Fetch it again with `node(id)`.',
  }) as PropertyDecorator;
  const encode = Extensions({ globalId: true } satisfies GlobalIdExtension) as PropertyDecorator;
  return (target, property) => {
    field(target, property);
    encode(target, property);
  };
}
