import { z } from 'zod'
import type { JsonSchema } from '@/lib/http/openapi/shape'
import { fieldWords } from '@/lib/http/openapi/words'

type Direction = 'input' | 'output'

/**
 * Turns zod schemas into JSON Schema and gathers the named ones, each under its `id` or the name that it is given.
 * Throws when two that differ claim one name.
 */
export function gatherSchemas() {
  const components: Record<string, JsonSchema> = {}

  function keep(name: string, schema: JsonSchema): JsonSchema {
    const known = components[name]
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas that differ are both called ${name}.`)
    components[name] = schema
    return { $ref: `#/components/schemas/${name}` }
  }

  /** Of an object: the schema as it stands, its named parts referred to. */
  function inline(schema: z.ZodType, direction: Direction): JsonSchema {
    // As a member of something else, a schema with an id is referred to, and so lands among the definitions.
    const { properties, $defs } = toJsonSchema(z.object({ root: schema }), direction)
    for (const [id, definition] of Object.entries($defs ?? {})) keep(id, withWords(definition))
    return withWords(asSchema(properties?.root))
  }

  function named(schema: z.ZodType, direction: Direction, name: string): JsonSchema {
    const made = inline(schema, direction)
    return made.$ref ? made : keep(name, made)
  }

  return { components, inline, named }
}
export type Schemas = ReturnType<typeof gatherSchemas>

function toJsonSchema(schema: z.ZodType, io: Direction): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => simplify(jsonSchema, io),
  })
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')
  return asSchema(JSON.parse(text))
}

function simplify(schema: JsonSchema, io: Direction): void {
  // What every integer is held to says nothing.
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  // zod's own pattern knows every leap year; the format says the same, but for the zone.
  if (schema.format === 'date-time' && schema.pattern) schema.pattern = 'Z$'
  // Answers may get more fields; what is sent may not.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties
}

/** A field without words of its own gets those that its name has everywhere; what is a time is said to be one. */
function withWords(schema: JsonSchema): JsonSchema {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (typeof field !== 'object') continue
    if (!field.description && !field.$ref && fieldWords[name]) field.description = fieldWords[name]
    if (/(^|_)(at|after|before)$|^timestamp$/.test(name)) markTime(field)
    withWords(field)
  }
  for (const part of partsOf(schema)) withWords(part)
  return schema
}

function markTime(schema: JsonSchema): void {
  if ([schema.type].flat().includes('string')) schema.format = 'date-time'
  for (const option of schema.anyOf ?? []) markTime(option)
}

function partsOf({
  anyOf = [],
  oneOf = [],
  allOf = [],
  items,
  additionalProperties,
}: JsonSchema): JsonSchema[] {
  return [...anyOf, ...oneOf, ...allOf, items, additionalProperties].filter(isSchema)
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asSchema(value: unknown): JsonSchema {
  if (!isSchema(value)) throw new Error('This is no JSON Schema.')
  return value
}
