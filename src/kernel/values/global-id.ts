import { Extensions, Field, ID } from 'type-graphql';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Returns an opaque id that contains the type, so that `node(id)` can find any object. */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** Formats of keys that are a code instead of a uuid. The key of a product also has the version of its rules. */
const catalogueKeys: Record<string, RegExp> = {
  QualificationKind: /^[A-Z][A-Z0-9_]{0,79}$/,
  Product: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[A-Z][A-Z0-9_]{0,79}$/,
};

interface GlobalKey {
  type: string;
  key: string;
}

/** Parses the global id of a stored object; undefined if it is not valid. */
export function parseGlobalId(id: string): GlobalKey | undefined {
  const parts = partsOf(id);
  return parts && uuid.test(parts.key) ? parts : undefined;
}

/** As `parseGlobalId`, but also accepts objects of catalogues, whose keys are codes. */
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

/** Returns the key in an id of this type; undefined for an id of another type. */
export function keyOf(type: string, id: string): string | undefined {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.key : undefined;
}

/** Returns a condition for the row with an id of this type; undefined for any other id. */
export function withId(type: string, id: string): { id: string } | undefined {
  const key = keyOf(type, id);
  return key === undefined ? undefined : { id: key };
}

/** Set by `@GlobalId`: the schema encodes the uuid of the field as a global id. */
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
