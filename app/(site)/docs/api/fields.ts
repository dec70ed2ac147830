import type { JsonSchema } from '@/lib/http/openapi/shape'

/** A field as the reference shows it. `link` leads to the object that it holds. */
export type Field = {
  name: string
  type: string
  link?: string
  isRequired: boolean
  words: string
  fallback?: string
}
type Schemas = Record<string, JsonSchema>

/** The fields of an object; of alternatives, the fields of them all. */
export function fieldsOf(schema: JsonSchema, schemas: Schemas): Field[] {
  const whole = resolve(schema, schemas)
  const variants = whole.properties
    ? [whole]
    : (whole.oneOf ?? whole.anyOf ?? []).map((one) => resolve(one, schemas))
  const names = new Set(variants.flatMap(({ properties = {} }) => Object.keys(properties)))
  return [...names].map((name) => {
    const given = variants.map(({ properties }) => properties?.[name]).filter(isSchema)
    const types = [...new Set(given.flatMap((one) => typeOf(one).split(' or ')))]
    const [first = {}] = given
    return {
      name,
      type: types.join(' or '),
      ...linkOf(first, schemas),
      isRequired: variants.every(({ required = [] }) => required.includes(name)),
      words: first.description ?? resolve(first, schemas).description ?? '',
      ...(first.default === undefined ? {} : { fallback: JSON.stringify(first.default) }),
    }
  })
}

/** Names that are objects of their own: neither a body nor an answer of one operation, nor an event. */
export function objectsOf(schemas: Schemas): [string, JsonSchema][] {
  return Object.entries(schemas).filter(
    ([name, { type, oneOf }]) => !/(Body|Reply|Event|Document)$/.test(name) && (type === 'object' || oneOf),
  )
}

export function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.join(' | ')
  const options = schema.anyOf ?? schema.oneOf
  if (options && !schema.properties) return options.map(typeOf).join(' or ')
  if (schema.type === 'array') return `list of ${isSchema(schema.items) ? typeOf(schema.items) : 'values'}`
  if (schema.contentMediaType) return 'file'
  const name = [schema.type].flat().join(' or ') || 'any'
  return [schema.format === 'date-time' ? name.replace('string', 'time') : name, ...limitsOf(schema)].join(
    ', ',
  )
}

function limitsOf({ minimum, maximum, maxLength, maxProperties }: JsonSchema): string[] {
  return [
    ...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum}`] : []),
    ...(maxLength === undefined ? [] : [`at most ${maxLength}`]),
    ...(maxProperties === undefined ? [] : [`at most ${maxProperties} pairs`]),
  ]
}

function linkOf(schema: JsonSchema, schemas: Schemas): { link?: string } {
  const held = [schema, ...(schema.anyOf ?? []), schema.items].filter(isSchema).find(({ $ref }) => $ref)
  const name = held?.$ref && nameOf(held.$ref)
  return name && objectsOf(schemas).some(([known]) => known === name) ? { link: name } : {}
}

function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  return schema.$ref ? (schemas[nameOf(schema.$ref)] ?? {}) : schema
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ''
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
