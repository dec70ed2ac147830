import { expect, test } from 'vitest'
import { toTypeId } from '@/lib/core/ids'
import { hoursAgo, makeTalk } from '@/lib/messages/fixtures/talk'
import { getMessage } from '@/lib/messages/get'

type Row = NonNullable<Parameters<Awaited<ReturnType<typeof makeTalk>>['say']>[0]>
const start = hoursAgo(4)
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

async function stopsOf(row: Row): Promise<[string, string | null][]> {
  const { ctx, say } = await makeTalk()
  const { id } = await say({ createdAt: start, ...row })
  const { timeline } = await getMessage(ctx, { id: toTypeId('message', id) })
  const offsets = timeline.map(({ offset_ms }) => offset_ms)
  expect(offsets).toEqual([...offsets].sort((left, right) => left - right))
  expect(offsets[0]).toBe(0)
  return timeline.map(({ type, detail }) => [type, detail])
}

test('one that was sent later on purpose tells when it was due', async () => {
  expect(await stopsOf({ status: 'sent', sendAt: at(60), sentAt: at(61) })).toEqual([
    ['accepted', null],
    ['scheduled', `for ${at(60).toISOString()}`],
    ['queued', null],
    ['sent', null],
  ])
})

test('one that still waits, or was canceled before its time, never came to the queue', async () => {
  expect((await stopsOf({ status: 'scheduled', sendAt: at(600) })).map(([type]) => type)).toEqual([
    'accepted',
    'scheduled',
  ])
  const canceled = await stopsOf({ status: 'canceled', sendAt: at(600), endedAt: at(5) })
  expect(canceled.map(([type]) => type)).toEqual(['accepted', 'scheduled', 'canceled'])
})

test('a voice message is played, and a fallback is named', async () => {
  expect(
    await stopsOf({
      status: 'read',
      template: 'order_update',
      language: 'en_US',
      usedFallback: true,
      sentAt: at(1),
      deliveredAt: at(2),
      readAt: at(3),
      playedAt: at(4),
    }),
  ).toEqual([
    ['accepted', null],
    ['sent', 'fallback template order_update · en_US'],
    ['delivered', null],
    ['read', null],
    ['played', null],
  ])
})

test('what another clock dates before it was there still comes after', async () => {
  const stops = await stopsOf({ status: 'delivered', sentAt: at(-1), deliveredAt: at(-1) })
  expect(stops.map(([type]) => type)).toEqual(['accepted', 'sent', 'delivered'])
})

test('a failure says why, also where what is kept of it cannot be read', async () => {
  const failure = {
    code: 'provider_refused',
    title: 'This person has blocked your business',
    actor: 'recipient',
    retryable: false,
    fix: 'Offer another channel.',
    provider_code: 130403,
  }
  const failed = await stopsOf({ status: 'failed', sentAt: at(1), endedAt: at(2), failure })
  expect(failed.at(-1)).toEqual(['failed', failure.title])
})

test('what a person wrote is received, and read once somebody opened it', async () => {
  const inbound = { direction: 'inbound', sentAt: at(-1), deliveredAt: at(-1) } as const
  expect(await stopsOf(inbound)).toEqual([['received', null]])
  expect((await stopsOf({ ...inbound, status: 'read', readAt: at(9) })).map(([type]) => type)).toEqual([
    'received',
    'read',
  ])
})
