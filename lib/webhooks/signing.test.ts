import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { webhookSecrets } from '@/db/tables/webhooks'
import { asSystem, withTenant } from '@/db/tenant'
import { makeEndpoint } from '@/db/webhook-factories'
import type { Mode } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import type { Received } from '@/lib/gateways/fixtures/receiver'
import { emitEvents } from '@/lib/webhooks/emit-events'
import {
  attempted,
  deliver,
  happen,
  hookUp,
  startWithNothingWaiting,
} from '@/lib/webhooks/fixtures/delivering'
import { deliverWhenEmitted } from '@/lib/webhooks/kick'

startWithNothingWaiting()
const hour = 3_600_000

/** The mode's secret is another since then. */
async function rotate(tenantId: string, mode: Mode, hoursAgo: number): Promise<string> {
  const id = newUuid()
  const secret = `whsec_${Buffer.from(newUuid()).toString('base64')}`
  const place = { table: 'webhook_secrets', column: 'secret', tenantId, rowId: id }
  const createdAt = new Date(Date.now() - hoursAgo * hour)
  await asSystem((tx) =>
    tx.insert(webhookSecrets).values({ id, tenantId, mode, secretSealed: seal(place, secret), createdAt }),
  )
  return secret
}

function isSignedWith(secret: string, request: Received | undefined): boolean {
  try {
    new Webhook(secret).verify(request?.body ?? '', request?.headers ?? {})
    return true
  } catch {
    return false
  }
}

test('after a rotation the new secret and the one before sign for 24 hours, then the new one alone, and each mode has its own', async () => {
  const { tenantId, receiver, endpointId, webhookSecret: first } = await hookUp()
  const second = await rotate(tenantId, 'live', 30)
  const third = await rotate(tenantId, 'live', 1)
  const forTest = await makeEndpoint({ tenantId, mode: 'test', url: receiver.url })
  await happen({ tenantId, mode: 'live' })
  await happen({ tenantId, mode: 'test' })
  deliver()
  await attempted(endpointId, 1)
  await attempted(forTest.id, 1)
  const of = (mode: Mode) => receiver.requests.find(({ body }) => JSON.parse(body).mode === mode)
  expect([first, second, third].map((secret) => isSignedWith(secret, of('live')))).toEqual([
    false,
    true,
    true,
  ])
  expect([first, second, third].map((secret) => isSignedWith(secret, of('test')))).toEqual([
    true,
    false,
    false,
  ])

  const fourth = await rotate(tenantId, 'test', 2)
  await happen({ tenantId, mode: 'test' })
  await receiver.received(3)
  const last = receiver.requests.at(-1)
  expect([first, third, fourth].map((secret) => isSignedWith(secret, last))).toEqual([true, false, true])
})

test('what is emitted is on its way as soon as it is committed, and nothing that is undone ever is', async () => {
  const { receiver, ...scope } = await hookUp()
  deliverWhenEmitted(deliver().wake)
  onTestFinished(() => deliverWhenEmitted(() => {}))
  const event = { type: 'otp.verified', subjectId: 'otp_1', data: { object: 'otp' } } as const
  const waits: number[] = []
  for (let count = 1; count <= 21; count++) {
    const began = performance.now()
    await withTenant(scope, (tx) => emitEvents(tx, [event]))
    await receiver.received(count)
    waits.push(performance.now() - began)
  }
  const undone = withTenant(scope, async (tx) => {
    await emitEvents(tx, [event])
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  waits.sort((one, other) => one - other)
  expect(waits[10], 'well within the time until it looks by itself').toBeLessThan(120)
  await withTenant(scope, (tx) => emitEvents(tx, [event]))
  expect(await receiver.received(22)).toHaveLength(22)
})
