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

/** What is around the data of each event, as webhooks send it. */
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

/** The log keeps the key of an object; clients are sent its id. */
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

/** What `sendTestDelivery` sends: no event, so it has no place in the log. */
const testDelivery: JsonSchema = {
  type: 'object',
  properties: { type: { const: 'WEBHOOK_TEST' }, ...surroundings, cursor: { type: 'null' }, data: { type: 'object' } },
  required: ['type', ...Object.keys(surroundings)],
};

/**
 * JSON Schema 2020-12 of an event as webhooks send it: one of all types, distinguished by `type`. `data` is absent where a
 * webhook sends ids alone. `$defs` has what each type carries, as `Event.dataJson` does.
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
