import fc, { type Arbitrary } from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { owner } from '@/db/fixtures/owner'
import type { Dialect } from '@/lib/core/endpoint'
import { newTypeId } from '@/lib/core/ids'
import { endpoints } from '@/lib/http/endpoints'
import { contradictions, escaped, faultsBySchema, operationOfCall } from '@/lib/http/fixtures/documented'
import { formType } from '@/lib/http/fixtures/form'
import { bodyOf, call, makeApiClient } from '@/lib/http/fixtures/request'
import { bodies, knownId, knownPhone, nasty, valid } from '@/lib/http/fixtures/wild'
import { bodyTypeOf } from '@/lib/http/openapi/operation'
import type { Operation } from '@/lib/http/openapi/shape'
import { apiBase } from '@/lib/http/router'

/** `npm test` takes a few; `npm run fuzz` takes 5,000. A seed that found something is given again in FUZZ_SEED. */
const cases = Number(process.env.FUZZ_CASES ?? 600)
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const casesOfOpen = 20
const isOpen = (path: string) =>
  endpoints.some((endpoint) => endpoint.path === path && endpoint.scope === 'none')
const keyed = endpoints.filter(({ path }) => !isOpen(path)).length
/** Where chance lets none get as far as the verb it is tried again, so often. */
const rounds = 6
const casesOf = (path: string) => (isOpen(path) ? casesOfOpen : Math.ceil(cases / keyed))

type Client = Awaited<ReturnType<typeof makeApiClient>> & { ids: string[]; phones: string[] }
const clients: Client[] = []
const tallies = new Map<string, Map<number, number>>()
let made = 0

/** A tenant with OTPs that may be asked for. */
async function makeClient(): Promise<Client> {
  const client = await makeApiClient()
  const phones = Array.from(
    { length: 8 },
    (_, n) => `+1415${String(clients.length * 8 + n).padStart(7, '0')}`,
  )
  const replies = await Promise.all(phones.map((to) => client.post('/otp/send', { to })))
  const ids = replies.map((reply) => z.string().parse(bodyOf(reply).otp_id))
  const made = { ...client, ids, phones }
  clients.push(made)
  return made
}

// Some of it was accepted, and a sweep in another test would have to send it all.
afterAll(async () => {
  for (const { tenantId } of clients) {
    await owner`delete from messages where tenant_id = ${tenantId}`
    await owner`delete from otps where tenant_id = ${tenantId}`
  }
})

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  nasty.map((value) => JSON.stringify(value) ?? ''),
)
const credentials = fc.oneof(
  { weight: 12, arbitrary: fc.constant('valid') },
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: text },
  { weight: 1, arbitrary: text.map((key) => `Bearer ${key}`) },
  { weight: 1, arbitrary: fc.constant(`Bearer wsa_test_${'0'.repeat(38)}`) },
)
const contentType = fc.oneof(
  { weight: 12, arbitrary: fc.constant('right') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      undefined,
      'application/json',
      'text/plain',
      'application/json; charset=utf-8',
      '*/*',
    ),
  },
  { weight: 1, arbitrary: text },
)
const idempotencyKey = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constantFrom('same', 'other') },
  { weight: 1, arbitrary: fc.oneof(text, fc.constant('x'.repeat(256))) },
)
/** What stays one segment of the path, and is the name of no other endpoint. */
const id = fc
  .oneof(
    { weight: 3, arbitrary: fc.constant(knownId) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(newTypeId('otp'), newTypeId('message'), '%00', '..', '%2e%2e%2f'),
    },
    { weight: 2, arbitrary: text },
  )
  .filter((part) => part !== '' && !part.includes('/'))
const method = fc.oneof(
  { weight: 20, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'x'),
  },
)

function queries({ parameters }: Operation): Arbitrary<string> {
  const known = parameters.flatMap((parameter) =>
    'in' in parameter && parameter.in === 'query'
      ? [{ name: parameter.name, right: valid(parameter.schema).map(String) }]
      : [],
  )
  const wild = known.map(({ name, right }) => [name, fc.oneof(right, text)] as const)
  const few = known.map(({ name, right }) => right.map((value) => written({ [name]: value })))
  // Half of them with one field or none: with many, one of them is soon refused, and the verb is never asked.
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.oneof(fc.constant(''), ...few) },
    { weight: 1, arbitrary: fc.record(Object.fromEntries(wild), { requiredKeys: [] }).map(written) },
    { weight: 1, arbitrary: fc.webQueryParameters() },
  )
}

function written(fields: Record<string, unknown>): string {
  return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()
}

test.each(endpoints.map((endpoint) => [endpoint.method, endpoint.path] as const))(
  `%s %s answers as its description says, whatever it is sent (seed ${seed})`,
  async (ownMethod, path) => {
    const { operation, pointer } =
      operationOfCall({ method: ownMethod, path: `${apiBase}${path}` }) ?? fail(path)
    const {
      dialect,
      upload,
      errors = [],
      examples,
    } = endpoints.find((known) => known.method === ownMethod && known.path === path) ?? fail(path)
    // What an endpoint refuses beside the usual, only its verb refuses.
    let isHeardByCode = false
    const type = bodyTypeOf({ dialect, upload })
    const schema = operation.requestBody?.content[type]?.schema
    const request = fc.record({
      body: schema ? bodies(schema, upload ? 'multipart' : dialect?.encoding) : fc.constant(''),
      query: queries(operation),
      id,
      slash: fc.constantFrom('', '/'),
      ...{ credentials, contentType, idempotencyKey, method },
    })
    const statuses = new Map<number, number>()
    tallies.set(`${ownMethod} ${path}`, statuses)
    let client = await makeClient()
    let count = 1
    const run = async (given: typeof request extends Arbitrary<infer Given> ? Given : never) => {
      // One for each 300 requests: none meets its rate limit, and none is out of codes for long.
      if (count++ % 300 === 0) client = await makeClient()
      made++
      const fill = (template: string, write = (text: string) => text) =>
        template
          .replaceAll(knownId, write(client.ids[count % client.ids.length] ?? ''))
          .replaceAll(knownPhone, write(client.phones[count % client.phones.length] ?? ''))
      const verb = given.method ?? ownMethod
      const idOf = (name: string) => (name === 'phone' && given.id === knownId ? knownPhone : given.id)
      const below = `${path.replace(/\{(\w+)\}/, (_, name: string) => fill(idOf(name)))}${given.slash}`
      const body =
        typeof given.body === 'string' ? fill(given.body, dialect && encodeURIComponent) : given.body
      const headers = {
        ...(given.credentials && {
          authorization: given.credentials === 'valid' ? keyHeader(client.key, dialect) : given.credentials,
        }),
        ...(given.contentType && {
          'content-type': given.contentType === 'right' ? (upload ? formType : type) : given.contentType,
        }),
        ...(given.idempotencyKey && { 'idempotency-key': given.idempotencyKey }),
      }
      const {
        status,
        headers: answered,
        body: answer,
      } = await call(below, {
        method: verb,
        query: given.query,
        headers,
        body,
        address: addressOf(made),
      })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      const { code } = status >= 400 ? bodyOf({ status, headers: answered, body: answer }) : {}
      if (errors.some((own) => own === code)) isHeardByCode = true
      expect(status).toBeLessThan(500)
      expect(
        contradictions(
          { method: verb, path: `${apiBase}${below}` },
          { status, header: (name) => answered[name], body: answer },
        ),
      ).toEqual([])
      const isJson = !upload && schema !== undefined
      const isTaken = status < 300 && verb === ownMethod && isJson && given.idempotencyKey === undefined
      if (isTaken)
        expect(
          faultsBySchema(
            `${pointer}/requestBody/content${escaped(type)}/schema`,
            dialect ? Object.fromEntries(new URLSearchParams(String(body))) : JSON.parse(String(body)),
          ),
          'it took what the document refuses',
        ).toEqual([])
    }
    const { status } =
      endpoints.find((known) => known.method === ownMethod && known.path === path) ?? fail(path)
    const isHeard = () => isHeardByCode || [status, 404, 409].some((answered) => statuses.has(answered))
    for (let round = 0; round === 0 || (round < rounds && !isHeard()); round++)
      await fc.assert(fc.asyncProperty(request, run), { numRuns: casesOf(path), seed: seed + round })
    // Where there is much that may be wrong at once, chance alone may never be right: then what the docs show is sent.
    const shown = examples?.body
    if (!isHeard() && shown && !dialect)
      await run({
        body: JSON.stringify(shown),
        ...{ query: '', id: knownId, slash: '', credentials: 'valid', contentType: 'right' },
        ...{ idempotencyKey: undefined, method: undefined },
      })
    expect(isHeard(), 'nothing got as far as the verb').toBe(true)
  },
  300_000,
)

/** Each request comes from somewhere else, as if no address had been refused before. */
function addressOf(count: number): string {
  return `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
}

function keyHeader(key: string, dialect: Dialect | undefined): string {
  return dialect ? `Basic ${Buffer.from(`any:${key}`).toString('base64')}` : `Bearer ${key}`
}

function fail(path: string): never {
  throw new Error(`The document does not have ${path}.`)
}

test('as many requests as were asked for went out', () => {
  const lines = [...tallies].map(
    ([name, statuses]) =>
      `  ${name}: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}`,
  )
  console.log([`fuzz: seed ${seed}, ${made} requests by ${clients.length} tenants`, ...lines].join('\n'))
  expect(made).toBeGreaterThanOrEqual(cases)
})
