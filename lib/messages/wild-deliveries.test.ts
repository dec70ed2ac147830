import fc from 'fast-check'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { deliveries, makeWorld, sampleOf, stateOf } from '@/lib/messages/fixtures/meta-world'
import { receive } from '@/lib/otp/fixtures/sending'

const evil = fc.oneof(
  fc.constantFrom<unknown>('\0', '\ud800', '__proto__', -1, 2 ** 53, '', 'x'.repeat(5_000), [], {}, null),
  fc.constantFrom<unknown>(
    { __proto__: null, id: 1 },
    [[[[]]]],
    { toString: 1 },
    '../..',
    "'; drop table x; --",
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
)

type Path = (string | number)[]

/** Every place in a JSON. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Array.isArray(value) ? value.map((item, at) => [at, item] as const) : Object.entries(value)
  return [path, ...below.flatMap(([name, item]) => pathsOf(item, [...path, name]))]
}

function replaceAt(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by
  if (Array.isArray(value)) return value.map((item, at) => (at === name ? replaceAt(item, rest, by) : item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === name ? replaceAt(item, rest, by) : item]),
  )
}

test('whatever stands in whatever place of whatever sample, it is finished and stops nothing', async () => {
  const world = await makeWorld()
  const samples = deliveries.map((name) => JSON.parse(sampleOf(name, world).toString()))
  const wild = fc
    .nat(samples.length - 1)
    .chain((at) => {
      const paths = pathsOf(samples[at])
      return fc.record({ at: fc.constant(at), path: fc.constantFrom(...paths), by: evil })
    })
    .map(({ at, path, by }) => Buffer.from(JSON.stringify(replaceAt(samples[at], path, by)) ?? 'null'))
  const bodies = fc.sample(wild, 400)
  for (let start = 0; start < bodies.length; start += 8)
    await Promise.all(bodies.slice(start, start + 8).map((body) => receive(body)))
  for (const body of bodies) {
    const rows = await owner`select error from meta_webhooks where body = ${body} and error is not null`
    expect([...rows], body.toString().slice(0, 2_000)).toEqual([])
  }
  const after = await makeWorld()
  await receive(sampleOf('messages-text.json', after))
  expect(await stateOf(after)).toMatchObject({ received: 1 })
}, 120_000)
