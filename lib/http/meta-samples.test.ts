import fc from 'fast-check'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { handleHook } from '@/lib/http/hooks'
import type { ApiRequest } from '@/lib/http/request'
import { expectations } from '@/lib/messages/fixtures/meta-expectations'
import { deliveries, makeWorld, sampleOf, stateOf, type World } from '@/lib/messages/fixtures/meta-world'
import { signatureOf } from '@/lib/otp/fixtures/sending'

type Work = () => Promise<void>

/** Posts it as Meta does; what is put off until after the answer is handed back, and how long the answer took. */
async function post(body: Buffer) {
  const deferred: Work[] = []
  const headers: Record<string, string> = { 'x-hub-signature-256': signatureOf(body) }
  const request: ApiRequest = {
    method: 'POST',
    path: '/api/hooks/meta',
    query: new URLSearchParams(),
    header: (name) => headers[name],
    body: async () => body,
    stream: async function* () {
      yield body
    },
    address: '192.0.2.1',
    secure: true,
    defer: (work) => deferred.push(work),
  }
  const start = performance.now()
  const { status } = await handleHook(request)
  return {
    status,
    milliseconds: performance.now() - start,
    handle: () => Promise.all(deferred.map((work) => work())),
  }
}

async function deliver(body: Buffer) {
  const posted = await post(body)
  await posted.handle()
  return posted
}

async function storedOf(body: Buffer) {
  const rows = await owner`select id, due_at, error from meta_webhooks where body = ${body}`
  return rows.map((row) => ({ ...row }))
}

async function unknownOf(body: Buffer): Promise<string[]> {
  const rows = await owner<{ field: string }[]>`select f.field from meta_field_counts f
    join meta_webhooks w on w.id = f.webhook_id where w.body = ${body} order by 1`
  return rows.map(({ field }) => field)
}

test('there is a sample of every kind, and what each leads to is written down', () => {
  expect(deliveries).toHaveLength(102)
  const own = deliveries.filter((name) => /^(messages|status|user|batch-out)/.test(name))
  expect(Object.keys(expectations)).toEqual(expect.arrayContaining(own))
  expect(deliveries).toEqual(expect.arrayContaining(Object.keys(expectations)))
})

test.each(deliveries)('%s is answered at once, and leads to what it says', async (name) => {
  const world = await makeWorld()
  const body = sampleOf(name, world)
  const { status, milliseconds } = await deliver(body)
  expect(status).toBe(200)
  expect(milliseconds).toBeLessThan(500)
  expect(await storedOf(body)).toEqual([expect.objectContaining({ due_at: null, error: null })])
  const expected = expectations[name] ?? {}
  expect(await unknownOf(body)).toEqual(expected.unknown ?? [])
  const [message] = world.messages
  const [sent] = await owner`select * from messages where id = ${message?.id ?? ''}`
  expect(sent).toMatchObject(expected.sent ?? { status: 'queued', sent_at: null, failure: null })
  const received = await inboundOf(world)
  if (!name.startsWith('batch-two')) {
    expect(received).toHaveLength(expected.received ? 1 : 0)
    if (expected.received) expect(received[0]).toMatchObject(expected.received)
  }
  const suppressions = await owner`select person, scope from suppressions where tenant_id = ${world.tenantId}`
  expect(suppressions.map(({ person, scope }) => [person, scope])).toEqual(expected.suppressed ?? [])
})

test('a delivery about two accounts and three numbers reaches each of them', async () => {
  const world = await makeWorld()
  await deliver(sampleOf('batch-two-wabas-three-numbers.json', world))
  const received = await inboundOf(world)
  expect(received.map(({ content, phone }) => [phone, content.body ?? content.type])).toEqual([
    ['+12025550141', 'First'],
    ['+12025550143', 'button_reply'],
    ['+12025550141', 'Second'],
  ])
  const [first, second, third] = world.senders
  expect(received.map(({ sender_id }) => sender_id)).toEqual([first?.id, third?.id, first?.id])
  const sent = await owner`select status, sender_id from messages
    where tenant_id = ${world.tenantId} and direction = 'outbound' order by phone`
  expect(sent.map((row) => ({ ...row }))).toEqual([
    { status: 'queued', sender_id: first?.id },
    { status: 'delivered', sender_id: second?.id },
    { status: 'failed', sender_id: third?.id },
  ])
})

test('all samples, each ten times, in whatever order and several at once: the end is the same', async () => {
  const [straight, shuffled] = [await makeWorld(), await makeWorld()]
  for (const name of deliveries) await deliver(sampleOf(name, straight))
  const all = deliveries.flatMap((name) => Array<string>(10).fill(name))
  const [order = []] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), 1)
  await Promise.all(
    [0, 1, 2, 3].map(async (turn) => {
      for (const [index, name] of order.entries())
        if (index % 4 === turn) await deliver(sampleOf(name, shuffled))
    }),
  )
  const bodies = deliveries.map((name) => sampleOf(name, shuffled))
  const open = await owner`select error from meta_webhooks
    where due_at is not null and error is not null and body in ${owner(bodies)}`
  expect([...open]).toEqual([])
  expect(await stateOf(shuffled)).toEqual(await stateOf(straight))
}, 120_000)

test.each(['messages-system-number-changed.json', 'status-delivered-bsuid-only.json'])(
  'whether %s comes first or last, the end is the same',
  async (name) => {
    const [first, last] = [await makeWorld(), await makeWorld()]
    const others = deliveries.filter((other) => other !== name)
    for (const each of [name, ...others]) await deliver(sampleOf(each, first))
    for (const each of [...others, name]) await deliver(sampleOf(each, last))
    expect(await stateOf(last)).toEqual(await stateOf(first))
  },
  60_000,
)

async function inboundOf({ tenantId }: World) {
  return owner`select m.*, m.reply_to is not null as is_reply, c.phone as contact, c.username
    from messages m left join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id
    where m.tenant_id = ${tenantId} and m.direction = 'inbound' order by m.sent_at, m.id`
}
