import type { z } from 'zod'
import { AppError, type Fault } from '@/lib/core/errors'

/** What the schema puts out, its first level in camelCase. Throws with every fault of the input at once. */
export function checkInput(schema: z.ZodType<object>, value: unknown): object {
  const result = schema.safeParse(value)
  if (result.success) return camelKeys(result.data)
  const { issues } = result.error
  const isOnlyRecipient = issues.every((issue) => parameters(issue).code === 'recipient_invalid')
  throw new AppError(isOnlyRecipient ? 'recipient_invalid' : 'validation_failed', {
    faults: issues.flatMap(faultsOf),
  })
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      message: 'There is no such field.',
    }))
  const { fix } = parameters(issue)
  return [{ path, message: issue.message, ...(typeof fix === 'string' ? { fix } : {}) }]
}

function parameters(issue: z.core.$ZodIssue): Record<string, unknown> {
  return issue.code === 'custom' ? (issue.params ?? {}) : {}
}

function camelKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [camel(name), member]))
}

const turned = new Map<string, string>()

/** Only names that a schema knows come here, so that the map stays small. */
function camel(name: string): string {
  const known = turned.get(name)
  if (known) return known
  const made = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  turned.set(name, made)
  return made
}
