import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { DeliveryDetail, DeliveryList } from '../support/feed'

const patience = { timeout: 20_000, intervals: [50, 100, 250] }
type Received = { id: string; body: string }

/** Takes whatever is posted, and keeps it. */
async function startSink() {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    received.push({ id: String(request.headers['webhook-id']), body: Buffer.concat(chunks).toString('utf8') })
    response.end('thanks')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, received, stop: () => server.close() }
}

test('a replay delivers with the same webhook-id and the same body, and both tell their attempts', async ({
  api,
  tenant,
}) => {
  const key = tenant.live_key
  const sink = await startSink()
  const scope = { tenantId: tenant.id, mode: 'live' } as const
  await makeEndpoint({ ...scope, url: sink.url })
  const event = await makeEvent(scope)
  const eventId = toTypeId('event', event.id)
  await expect.poll(() => sink.received.length, patience).toBe(1)

  const deliveries = async () =>
    DeliveryList.parse((await api.get(`/deliveries?event=${eventId}&status=delivered`, { key })).json).data
  await expect.poll(async () => (await deliveries()).length, patience).toBe(1)
  const [first] = await deliveries()
  await api.post(`/deliveries/${first?.id}/replay`, {}, { key })
  await expect.poll(() => sink.received.length, patience).toBe(2)
  await expect.poll(async () => (await deliveries()).length, patience).toBe(2)

  const [one, two] = sink.received
  expect(one?.id).toBe(eventId)
  expect(two).toEqual(one)
  for (const { id } of await deliveries()) {
    const detail = DeliveryDetail.parse((await api.get(`/deliveries/${id}`, { key })).json)
    expect(detail.body).toBe(one?.body)
    expect(detail.attempts).toMatchObject([{ number: 1, status_code: 200, response: { body: 'thanks' } }])
  }
  sink.stop()
})
