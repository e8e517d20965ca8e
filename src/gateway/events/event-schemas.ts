import { z } from 'zod';
import { eventShapes } from '../../modules.js';

export interface JsonSchema {
  type?: string | string[];
  description?: string;
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  [keyword: string]: unknown;
}

const text = (description: string): JsonSchema => ({ type: 'string', description });

/** The members beside `data` in each event that a webhook receives. */
const surroundings: Record<string, JsonSchema> = {
  timestamp: { ...text('When it happened, as RFC 3339.'), format: 'date-time' },
  cursor: text('Place in the event log, for `events(after:)`.'),
  subject: text('Global id of the object that changed, for `node(id:)`.'),
};

function dataSchema(shape: z.ZodObject): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => withoutKey(jsonSchema as JsonSchema),
  });
  return schema as JsonSchema;
}

/** Describes the global id that clients receive, instead of the key that the log stores. */
function withoutKey(jsonSchema: JsonSchema): void {
  if (jsonSchema['idOf'] === undefined) return;
  for (const keyword of ['idOf', 'format', 'pattern']) delete jsonSchema[keyword];
  jsonSchema.description = `${jsonSchema.description?.replace(/^key of/, 'id of')}, for \`node(id:)\``;
}

function eventSchema(type: string): JsonSchema {
  return {
    type: 'object',
    properties: { type: { const: type }, ...surroundings, data: { $ref: `#/$defs/${type}` } },
    required: ['type', ...Object.keys(surroundings)],
  };
}

/** What `sendTestDelivery` sends. It is not an event, so it has no cursor. */
const testDelivery: JsonSchema = {
  type: 'object',
  properties: { type: { const: 'WEBHOOK_TEST' }, ...surroundings, cursor: { type: 'null' }, data: { type: 'object' } },
  required: ['type', ...Object.keys(surroundings)],
};

/**
 * Returns the JSON Schema 2020-12 of an event as webhooks send it: one of all types, distinguished by `type`. `data` is
 * absent if a webhook sends ids only. `$defs` describes the data of each type, as in `Event.dataJson`.
 */
export function eventSchemas(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'MianshenEvent',
    description: 'An event of the Mianshen gateway. Types may be added.',
    oneOf: [...Object.keys(eventShapes).map(eventSchema), testDelivery],
    $defs: Object.fromEntries(Object.entries(eventShapes).map(([type, shape]) => [type, dataSchema(shape)])),
  };
}
