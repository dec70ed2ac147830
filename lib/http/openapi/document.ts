import type { Endpoint } from '@/lib/core/endpoint'
import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { scopes } from '@/lib/core/scopes'
import { gatherProblems } from '@/lib/http/openapi/errors'
import { webhooksOf } from '@/lib/http/openapi/events'
import { headers, idempotencyKey } from '@/lib/http/openapi/headers'
import { operationOf } from '@/lib/http/openapi/operation'
import { gatherSchemas } from '@/lib/http/openapi/schemas'
import type { OpenApiDocument } from '@/lib/http/openapi/shape'
import { scopeWords, tagWords, webhookTag } from '@/lib/http/openapi/words'
import { apiBase } from '@/lib/http/router'

/** The public API in OpenAPI 3.1, made from the declarations that its pipeline itself goes by. */
export function openApiDocument(
  endpoints: readonly Endpoint[],
  origin: string = env().APP_ORIGIN,
): OpenApiDocument {
  const schemas = gatherSchemas()
  const problems = gatherProblems(schemas, origin)
  const paths: OpenApiDocument['paths'] = {}
  for (const endpoint of endpoints) {
    const operation = operationOf(endpoint, { schemas, problems })
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation }
  }
  const webhooks = webhooksOf(schemas)
  return {
    openapi: '3.1.0',
    info: infoOf(origin),
    servers: [{ url: `${origin}${apiBase}`, description: 'The API; the key decides between test and live.' }],
    tags: [...tagsOf(endpoints), webhookTag],
    security: [{ bearer: [] }],
    paths,
    webhooks,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: bearerWords() },
        basic: { type: 'http', scheme: 'basic', description: 'The API key as the password; any user name.' },
      },
      schemas: sorted(schemas.components),
      parameters: { IdempotencyKey: idempotencyKey },
      headers,
      responses: sorted(problems.responses),
      examples: sorted(problems.examples),
    },
  }
}

/** The document as it is served, written once a process. */
export function openApiText(endpoints: readonly Endpoint[]): string {
  return oncePerProcess('openapi', () => JSON.stringify(openApiDocument(endpoints)))
}

function infoOf(origin: string) {
  return {
    title: 'Hawk Send',
    version: '1.0.0',
    summary: 'One-time passwords over WhatsApp.',
    description: conventions,
    license: { name: 'MIT', identifier: 'MIT' },
    contact: { name: 'Hawk Send', url: `${origin}/docs`, email: 'security@hawksend.com' },
  }
}

const { bodyLimitBytes, depthLimit, pageSizeMax, idempotency } = policy.api

const conventions = [
  'Every path answers with and without a trailing slash. A method that a path does not have is a 405, whose `Allow` names those it has.',
  `Bodies are JSON in UTF-8 of at most ${bodyLimitBytes / 1024} KiB and ${depthLimit} levels. Unknown fields are refused.`,
  'Answers may get new fields: pass over those you do not know. Ids are opaque. Times are ISO 8601 in UTC with milliseconds. Phone numbers are E.164.',
  'A refusal is `application/problem+json`; `code` is for programs, `errors` lists every fault of the input at once.',
  `Lists hold at most ${pageSizeMax} rows, newest first; \`next_cursor\` leads to the next page.`,
  `A POST with an \`Idempotency-Key\` runs once, however often it is sent in ${idempotency.hours} hours.`,
].join('\n\n')

function bearerWords(): string {
  return [
    'An API key: `wsa_test_…` or `wsa_live_…`. It decides the account and the mode, and each operation names the scope it needs:',
    ...scopes.map((scope) => `- \`${scope}\`: ${scopeWords[scope] ?? scope}`),
  ].join('\n')
}

function tagsOf(endpoints: readonly Endpoint[]) {
  const firsts = new Set(endpoints.map(({ path }) => path.split('/')[1] ?? ''))
  return [...firsts].map((first) => tagWords[first] ?? { name: first, description: first })
}

function sorted<Value>(values: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)))
}
