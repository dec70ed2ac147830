import { z } from 'zod'
import type { Endpoint } from '@/lib/core/endpoint'
import type { Rules } from '@/lib/requests/redact'
import { isSecretName } from '@/lib/requests/secret-names'

type RulesOfEndpoint = { request: Rules; response: Rules; query: ReadonlySet<string> }
const rules = new WeakMap<Endpoint, RulesOfEndpoint>()

/** What the log may keep of an endpoint's calls: made from its schemas, once. */
export function rulesOf(endpoint: Endpoint): RulesOfEndpoint {
  const known = rules.get(endpoint)
  if (known) return known
  const secrets = new Set(endpoint.secrets)
  const names = new Set([...namesOf(endpoint.body), ...(endpoint.upload ? ['file'] : [])])
  const takesCode = [...names].some((name) => secrets.has(name) || isSecretName(name))
  const made: RulesOfEndpoint = {
    request: { known: names, secrets, isOurs: false, takesCode },
    response: { known: null, secrets, isOurs: true, takesCode: false },
    query: namesOf(endpoint.query),
  }
  rules.set(endpoint, made)
  return made
}

/** The members that a schema knows at its top; of a schema that cannot be looked into, none. */
export function namesOf(schema: unknown): ReadonlySet<string> {
  if (schema instanceof z.ZodObject) return new Set(Object.keys(schema.shape))
  if (schema instanceof z.ZodUnion) return joined(schema.options)
  if (schema instanceof z.ZodIntersection) return joined([schema.def.left, schema.def.right])
  if (schema instanceof z.ZodPipe) return joined([schema.def.in, schema.def.out])
  return new Set()
}

function joined(schemas: readonly unknown[]): ReadonlySet<string> {
  return new Set(schemas.flatMap((schema) => [...namesOf(schema)]))
}
