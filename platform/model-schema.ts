// A zod schema as the JSON schema that servers with structured output accept.

import { z } from 'zod';

/** Strict mode refuses these or, depending on the server, ignores them; zod checks them when the answer is here. */
const NOT_FOR_SERVERS = [
  '$schema',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
] as const;

/**
 * Within what all servers take: no limits on lengths and numbers. Strict mode needs every field required (`nullable`, not `optional`)
 * and no others (`strictObject`): https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 * @throws Error when the schema says what JSON schema cannot.
 */
export function structuredOutputSchema(schema: z.ZodType): Record<string, unknown> {
  const written = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      for (const keyword of NOT_FOR_SERVERS) delete jsonSchema[keyword];
    },
  });
  return Object.fromEntries(Object.entries(written).filter(([keyword]) => keyword !== '$schema'));
}
