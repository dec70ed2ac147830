import type { z } from 'zod'
import { type GraphError, graphError, parameterError } from './errors'

/** The value that a schema makes of a body, or Meta's own words about the first thing wrong with it. */
export function checkBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw explain(result.error.issues[0], body)
}

const wholeOrTemplate = new Set(['messaging_product', 'to', 'type', 'template', 'recipient_type'])

function explain(issue: z.core.$ZodIssue | undefined, body: unknown): GraphError {
  if (!issue || issue.path.length === 0) return graphError(100, 'The request body must be a JSON object.')
  const [first, ...rest] = issue.path.map(String)
  const name = `${first}${rest.map((part) => `['${part}']`).join('')}`
  if (valueAt(body, issue.path) === undefined) {
    return wholeOrTemplate.has(String(first))
      ? parameterError(`The parameter ${name} is required.`)
      : graphError(131008, `Parameter ${issue.path.map(String).join('.')} is missing.`)
  }
  if (issue.code === 'too_big')
    return parameterError(`Param ${name} must be at most ${issue.maximum} characters long.`)
  return graphError(131009, `Parameter ${name} is not valid: ${issue.message}.`)
}

function valueAt(body: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return new Map(Object.entries(value)).get(String(key))
  }, body)
}
