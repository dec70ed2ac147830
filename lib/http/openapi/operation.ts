import type { z } from 'zod'
import type { Endpoint } from '@/lib/core/endpoint'
import type { gatherProblems } from '@/lib/http/openapi/errors'
import { errorCodesOf } from '@/lib/http/openapi/errors'
import { headersOfSuccess } from '@/lib/http/openapi/headers'
import type { Schemas } from '@/lib/http/openapi/schemas'
import type { Content, JsonSchema, Operation, Parameter, Ref } from '@/lib/http/openapi/shape'
import { pathWords, tagWords } from '@/lib/http/openapi/words'

type Parts = { schemas: Schemas; problems: ReturnType<typeof gatherProblems> }

export function operationOf(endpoint: Endpoint, { schemas, problems }: Parts): Operation {
  const { method, path, scope, summary, description, body, reply, status, examples, dialect } = endpoint
  const operationId = operationIdOf(endpoint)
  const name = operationId.charAt(0).toUpperCase() + operationId.slice(1)
  const requestBody = body && withFile(endpoint, schemas.named(body, 'input', `${name}Body`), schemas)
  const query = endpoint.query && schemas.inline(endpoint.query, 'input')
  const codes = errorCodesOf(endpoint, { takesPhone: takesPhone(schemas, requestBody, query) })
  const answer = endpoint.isFile ? {} : schemas.named(reply, 'output', `${name}Reply`)
  return {
    operationId,
    tags: [tagOf(path)],
    summary,
    ...(description ? { description } : {}),
    security: scope === 'none' ? [] : [{ [dialect ? 'basic' : 'bearer']: [scope] }],
    ...(scope === 'none' ? {} : { 'x-required-scope': scope }),
    'x-error-codes': codes,
    parameters: [...pathParameters(path), ...queryParameters(query), ...headerParameters(method)],
    ...(requestBody
      ? {
          requestBody: {
            required: true,
            content: contentOf(requestBody, { request: exampleOf(endpoint) }, bodyTypeOf(endpoint)),
          },
        }
      : {}),
    responses: {
      [status]: {
        description: `${summary}: done.`,
        headers: headersOfSuccess(endpoint),
        content: endpoint.isFile
          ? { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }
          : contentOf(answer, { answer: examples?.reply, ...examples?.others }),
      },
      ...Object.fromEntries(
        Object.entries(endpoint.otherStatuses ?? {}).map(([other, meaning]) => [
          other,
          { description: meaning, headers: headersOfSuccess(endpoint), content: contentOf(answer, {}) },
        ]),
      ),
      ...problems.refusals(codes, dialect),
    },
  }
}

/** `sendOtp` of `POST /otp/send`, `getOtp` of `GET /otp/{id}`, `listOtps` of `GET /otp`. */
export function operationIdOf({ operationId, method, path, reply }: Endpoint): string {
  if (operationId) return operationId
  const words = path.split('/').filter((part) => part && !part.startsWith('{'))
  const noun = (words[0] ?? '').replace(/s$/, '')
  const verb = words.length > 1 ? words.slice(1).join('-') : verbOf(method, path, isList(reply))
  const parts = `${verb}-${noun}${verb === 'list' ? 's' : ''}`.split(/[^a-zA-Z0-9]+/)
  return parts.map((part, at) => (at === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('')
}

function verbOf(method: Endpoint['method'], path: string, isListed: boolean): string {
  if (method === 'GET') return isListed && !path.includes('{') ? 'list' : 'get'
  return { POST: 'create', PATCH: 'update', PUT: 'set', DELETE: 'delete' }[method]
}

function isList(reply: z.ZodType): boolean {
  return 'shape' in reply && typeof reply.shape === 'object' && 'next_cursor' in (reply.shape ?? {})
}

/** The section of the reference that the path belongs to. */
function tagOf(path: string): string {
  const first = path.split('/')[1] ?? ''
  return tagWords[first]?.name ?? first
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: pathWords[name] ?? '',
    schema: { type: 'string', minLength: 1 },
  }))
}

function queryParameters(query: JsonSchema | undefined): Parameter[] {
  return Object.entries(query?.properties ?? {}).map(([name, field]) => {
    const { description = '', ...schema } = typeof field === 'object' ? field : {}
    return { name, in: 'query', required: query?.required?.includes(name) ?? false, description, schema }
  })
}

function headerParameters(method: Endpoint['method']): Ref[] {
  return method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []
}

export function contentOf(
  schema: JsonSchema,
  values: Record<string, unknown>,
  type = 'application/json',
): Content {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const examples = Object.fromEntries(
    given.map(([name, value]) => [name, { summary: name.replaceAll('_', ' '), value }]),
  )
  return { [type]: { schema, ...(given.length > 0 ? { examples } : {}) } }
}

/** The file stands beside the fields of the form. */
function withFile({ upload }: Endpoint, schema: JsonSchema, { components }: Schemas): JsonSchema {
  if (!upload) return schema
  const fields = components[schema.$ref?.split('/').at(-1) ?? '']
  if (!fields) throw new Error('The fields of an upload are an object of their own.')
  const { description } = upload
  fields.properties = {
    file: { type: 'string', contentMediaType: 'application/octet-stream', description },
    ...fields.properties,
  }
  fields.required = ['file', ...(fields.required ?? [])]
  return schema
}

/** The example of the body, and for a form the bytes of its file. */
export function exampleOf({ upload, examples }: Pick<Endpoint, 'upload' | 'examples'>): object | undefined {
  return upload ? { file: '(the bytes)', ...examples?.body } : examples?.body
}

export function bodyTypeOf({ dialect, upload }: Pick<Endpoint, 'dialect' | 'upload'>): string {
  if (upload) return 'multipart/form-data'
  return dialect ? 'application/x-www-form-urlencoded' : 'application/json'
}

/** Whether the input holds a phone number, whose fault has a code of its own. */
function takesPhone({ components }: Schemas, ...inputs: (JsonSchema | undefined)[]): boolean {
  const texts = inputs.map((input) => {
    const named = input?.$ref && components[input.$ref.split('/').at(-1) ?? '']
    return JSON.stringify(named || input || {})
  })
  return texts.some((text) => text.includes('#/components/schemas/PhoneNumber'))
}
