import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { newTypeId } from '@/lib/core/ids'
import { scopes } from '@/lib/core/scopes'
import { endpoints, openApiEndpoint } from '@/lib/http/endpoints'
import { contradictions, document, escaped, faultsBySchema } from '@/lib/http/fixtures/documented'
import { call, makeApiClient, problemOf } from '@/lib/http/fixtures/request'
import { openApiDocument } from '@/lib/http/openapi/document'
import { eventCatalogue, eventOf, eventSample } from '@/lib/http/openapi/events'
import { bodyTypeOf, exampleOf, operationIdOf } from '@/lib/http/openapi/operation'
import type { JsonSchema } from '@/lib/http/openapi/shape'
import { scopeWords, tagWords } from '@/lib/http/openapi/words'
import { eventTypes } from '@/lib/webhooks/schema'

const named = endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)

describe('the document and the API are one', () => {
  test('every endpoint is in the document, and every path of the document is an endpoint', () => {
    const written = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(written.sort()).toEqual(named.map(([name]) => name).sort())
  })

  test('it is served as it is built, to anybody, with and without a slash', async () => {
    for (const path of ['/openapi.json', '/openapi.json/']) {
      const reply = await call(path, {})
      expect(reply.status).toBe(200)
      expect(reply.headers['content-type']).toBe('application/json')
      expect(JSON.parse(reply.body)).toEqual(JSON.parse(JSON.stringify(document)))
    }
    const wrong = await call('/openapi.json', { headers: { authorization: 'Bearer wsa_x' }, secure: false })
    expect(wrong.status).toBe(200)
  })

  test.each(['HEAD', 'POST', 'OPTIONS', 'DELETE'])('%s is no way to read it', async (method) => {
    const reply = await call('/openapi.json', { method })
    expect(problemOf(reply)).toMatchObject({ code: 'method_not_allowed', status: 405 })
    expect(reply.headers.allow).toBe('GET')
  })

  test('it is the one endpoint that needs no key', async () => {
    expect(endpoints.filter(({ scope }) => scope === 'none')).toEqual([openApiEndpoint])
    for (const { method, path, scope, dialect } of endpoints) {
      if (scope === 'none') continue
      const reply = await call(path.replaceAll(/\{\w+\}/g, newTypeId('otp')), { method })
      expect(reply.status).toBe(401)
      if (!dialect) expect(problemOf(reply).code).toBe('api_key_missing')
      expect(document.paths[path]?.[method.toLowerCase()]?.security).toEqual([
        { [dialect ? 'basic' : 'bearer']: [scope] },
      ])
    }
    expect(document.paths['/openapi.json']?.get?.security).toEqual([])
  })

  test('it says of nobody more than of anybody else', async () => {
    const [one, other] = await Promise.all([makeApiClient(), makeApiClient()])
    expect((await one.get('/openapi.json')).body).toBe((await other.get('/openapi.json')).body)
  })
})

describe('every endpoint says what it takes, gives and refuses', () => {
  test.each(named)('%s has words and examples', (_, endpoint) => {
    expect(endpoint.summary).toMatch(/^[A-Z].*[^.]$/)
    expect(endpoint.examples?.reply, 'examples.reply').toBeDefined()
    expect(Boolean(endpoint.examples?.body), 'examples.body').toBe(Boolean(endpoint.body))
    expect(tagWords, 'a section for the path in openapi/words.ts').toHaveProperty([
      endpoint.path.split('/')[1] ?? '',
    ])
  })

  test.each(named)('%s shows nothing that its schemas would refuse', (_, endpoint) => {
    const { examples, path, method, status, body, reply } = endpoint
    const pointer = `/paths${escaped(path, method.toLowerCase())}`
    const json = '/content/application~1json/schema'
    const given = `/content${escaped(bodyTypeOf(endpoint))}/schema`
    if (body) {
      expect(body.safeParse(examples?.body).error).toBeUndefined()
      expect(faultsBySchema(`${pointer}/requestBody${given}`, exampleOf(endpoint))).toEqual([])
    }
    if (endpoint.isFile) return
    for (const shown of [examples?.reply, ...Object.values(examples?.others ?? {})]) {
      expect(reply.safeParse(shown).error).toBeUndefined()
      expect(reply.parse(shown)).toEqual(shown)
      expect(faultsBySchema(`${pointer}/responses/${status}${json}`, shown)).toEqual([])
    }
  })

  test('every operation has a name of its own', () => {
    const names = endpoints.map(operationIdOf)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)*$/)
    expect(names).toEqual(expect.arrayContaining(['sendOtp', 'verifyOtp', 'getOtp', 'getOpenApi']))
  })

  test('every scope has words', () => {
    for (const scope of scopes) expect(scopeWords).toHaveProperty([scope])
  })

  test('every field has words', () => {
    const silent = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      fieldsWithoutWords(schema, name),
    )
    expect(silent, 'fields to be told of in openapi/words.ts or by .describe()').toEqual([])
    for (const item of Object.values(document.paths))
      for (const operation of Object.values(item))
        for (const parameter of operation.parameters)
          if ('name' in parameter) expect(parameter.description, parameter.name).not.toBe('')
  })
})

describe('every event says what it carries', () => {
  test.each(eventTypes)('%s', (type) => {
    const event = eventCatalogue[type]
    if (!event) throw new Error(`lib/http/openapi/events.ts does not know ${type}.`)
    const sample = eventSample(type, event.sample)
    expect(eventOf(type, event.data).parse(sample)).toEqual(sample)
    const pointer = `/webhooks${escaped(type)}/post/requestBody/content/application~1json/schema`
    expect(faultsBySchema(pointer, sample)).toEqual([])
  })

  test('the document has these events and no others', () => {
    expect(Object.keys(document.webhooks)).toEqual([...eventTypes])
  })
})

test('what contradicts the document is found', async () => {
  const sent = { method: 'GET', path: '/api/v1/otp/x' }
  const real = await (await makeApiClient()).get('/otp/x')
  const answer = (changes: Partial<typeof real>) => {
    const { status, headers, body } = { ...real, ...changes }
    return contradictions(sent, { status, body, header: (name) => headers[name] })
  }
  expect(answer({})).toEqual([])
  const other = (body: object) => ({ body: JSON.stringify({ ...JSON.parse(real.body), ...body }) })
  const without = (name: string) => ({
    headers: Object.fromEntries(Object.entries(real.headers).filter(([sent]) => sent !== name)),
  })
  for (const changes of [
    { status: 418 },
    { status: 200 },
    { status: 403 },
    other({ code: 'no_sender' }),
    other({ status: 200 }),
    other({ retryable: 'no' }),
    without('request-id'),
    without('cache-control'),
    without('content-type'),
    without('ratelimit'),
    without('x-ratelimit-reset'),
    { headers: { ...real.headers, 'x-ratelimit-reset': '' } },
  ])
    expect(answer(changes), JSON.stringify(changes)).not.toEqual([])
})

test('the limit is told in every answer to a known key, and an unknown one may be refused for its many', () => {
  for (const { method, path, scope } of endpoints) {
    if (scope === 'none') continue
    const responses = document.paths[path]?.[method.toLowerCase()]?.responses ?? {}
    expect(JSON.stringify(responses[429]), path).toContain('rate_limited')
    for (const [status, given] of Object.entries(responses)) {
      const response =
        '$ref' in given ? document.components.responses[given.$ref.split('/').at(-1) ?? ''] : given
      const header = response?.headers.RateLimit
      const known = header && '$ref' in header ? header.$ref.split('/').at(-1) : undefined
      const isEarly = ['403', '429', '500', '503'].includes(status)
      const expected = ['401', '405'].includes(status)
        ? undefined
        : isEarly
          ? 'RateLimit-IfKnown'
          : 'RateLimit'
      expect(known, `${path} ${status}`).toBe(expected)
    }
  }
  expect(document.components.headers.RateLimit?.required).toBe(true)
  expect(document.components.headers['RateLimit-IfKnown']?.required).toBeUndefined()
})

test('Redocly finds no fault and gives no warning', async () => {
  const source = JSON.stringify(openApiDocument(endpoints, 'https://app.hawksend.com'), null, 1)
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

function fieldsWithoutWords(schema: JsonSchema, at: string): string[] {
  const below = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      if (typeof field !== 'object') return []
      const says = field.description || field.$ref
      return [...(says ? [] : [`${at}.${name}`]), ...fieldsWithoutWords(field, `${at}.${name}`)]
    }),
    ...below.flatMap((part) =>
      typeof part === 'object' && !Array.isArray(part) ? fieldsWithoutWords(part, at) : [],
    ),
  ]
}
