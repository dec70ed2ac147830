import { z } from 'zod'
import { type Call, parseJson } from '../http/call'

/** One sentence about what the caller got wrong. */
export class WrongInput extends Error {}

/** Throws `WrongInput` about the first thing that does not hold. */
export function readBody<Schema extends z.ZodType>(schema: Schema, call: Call): z.output<Schema> {
  const body = parseJson(call.text || '{}')
  if (body === undefined) throw new WrongInput('The body is not valid JSON.')
  return check(schema, body)
}

/** Throws `WrongInput` for a limit that is no number from 1 up. */
export function readLimit(call: Call, fallback: number): number {
  const { limit } = check(Limit, { limit: call.query.get('limit') ?? fallback })
  return limit
}

const Limit = z.object({ limit: z.coerce.number().int().min(1) })

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = issue?.path.length ? issue.path.join('.') : 'The body'
  throw new WrongInput(`${where}: ${issue?.message}`)
}
