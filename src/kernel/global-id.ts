import { Extensions, Field, ID } from 'type-graphql';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An opaque id that says its type, so that `node(id)` can find the object whatever it is. */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** Takes a global id apart; undefined where it is not one of ours. */
export function parseGlobalId(id: string): { type: string; key: string } | undefined {
  const [type, key, ...rest] = Buffer.from(id, 'base64url').toString().split(':');
  return type && key && uuid.test(key) && rest.length === 0 ? { type, key } : undefined;
}

/** The key inside an id of this type; undefined for an id of any other, which names nothing here. */
export function keyOf(type: string, id: string): string | undefined {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.key : undefined;
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
