import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeMessage } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { env } from '@/lib/core/env'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { breakMeta } from '@/lib/core/fixtures/sandbox'
import { newTypeId, toTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { markMessageRead } from '@/lib/messages/mark-read'
import { makeSendingTenant } from '@/lib/otp/fixtures/sending'

type Tenant = Awaited<ReturnType<typeof makeSendingTenant>>

const Sent = z.object({ wamid: z.string() })
const Seen = z.object({ data: z.array(z.object({ wamid: z.string(), status: z.string() })) })

/** Writes as a person does on the sandbox's phone, and waits until the app has it. */
async function write(tenant: Tenant, from: string, body: string): Promise<string> {
  const response = await fetch(`${env().META_GRAPH_URL}/_sandbox/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to: tenant.sender.phoneNumberId, text: body }),
  })
  const { wamid } = Sent.parse(await response.json())
  const { id } = await makeMessage({
    ...{
      tenantId: tenant.tenantId,
      mode: tenant.mode,
      direction: 'inbound',
      status: 'delivered',
      phone: from,
    },
    ...{ senderId: tenant.sender.id, wamid, content: { body } },
  })
  return id
}

async function seenOn(phone: string): Promise<string[]> {
  const response = await fetch(`${env().META_GRAPH_URL}/_sandbox/phone?to=${encodeURIComponent(phone)}`)
  return Seen.parse(await response.json()).data.map(({ status }) => status)
}

const msg = (id: string) => ({ id: toTypeId('message', id) })

describe('a message that a person wrote', () => {
  test('is read here and on the person’s phone, once', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    const id = await write(tenant, from, 'Hi')
    const read = await markMessageRead(tenant.ctx, msg(id))
    expect(read).toMatchObject({ status: 'read', direction: 'inbound', read_at: expect.any(String) })
    await tenant.answered()
    expect(await seenOn(from)).toEqual(['read'])
    expect(await markMessageRead(tenant.ctx, msg(id))).toEqual(read)
    expect(await tenant.answered()).toEqual([])
  })

  test('is read with what the same person wrote before, and nobody else', async () => {
    const tenant = await makeSendingTenant()
    const contact = { contactId: '01930000-0000-7000-8000-000000000001', senderId: tenant.sender.id }
    const common = { tenantId: tenant.tenantId, mode: 'live', direction: 'inbound' } as const
    const made = []
    for (const more of [contact, contact, contact, { ...contact, contactId: null }])
      made.push(await makeMessage({ ...common, ...more }))
    await owner`insert into conversations (tenant_id, mode, sender_id, person, unread)
      values (${tenant.tenantId}, 'live', ${tenant.sender.id}, '+12025550141', 3)`
    await markMessageRead(tenant.ctx, msg(made[1]?.id ?? ''))
    const rows = await owner`select status from messages where tenant_id = ${tenant.tenantId} order by id`
    expect(rows.map(({ status }) => status)).toEqual(['read', 'read', 'delivered', 'delivered'])
    const [conversation] = await owner`select unread from conversations where tenant_id = ${tenant.tenantId}`
    expect(conversation).toMatchObject({ unread: 1 })
  })

  test('is told to Meta again when Meta is away for a moment', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    const id = await write(tenant, from, 'Hi')
    await breakMeta(tenant.sender.phoneNumberId, { status: 503 })
    const start = performance.now()
    await markMessageRead(tenant.ctx, msg(id))
    await tenant.answered()
    expect(await seenOn(from)).toEqual(['read'])
    expect(performance.now() - start).toBeGreaterThan(1_900)
  })

  test('of test mode is read here alone', async () => {
    const tenant = await makeSendingTenant('test')
    const { id } = await makeMessage({ tenantId: tenant.tenantId, mode: 'test', direction: 'inbound' })
    expect(await markMessageRead(tenant.ctx, msg(id))).toMatchObject({ status: 'read', mode: 'test' })
    expect(await tenant.answered()).toEqual([])
  })

  test('read at once by twenty is read once', async () => {
    const tenant = await makeSendingTenant()
    const { id } = await makeMessage({ tenantId: tenant.tenantId, mode: 'live', direction: 'inbound' })
    const all = await Promise.all(Array.from({ length: 20 }, () => markMessageRead(tenant.ctx, msg(id))))
    expect(new Set(all.map(({ read_at }) => read_at)).size).toBe(1)
    expect(await tenant.answered()).toHaveLength(1)
  })
})

test('one that you sent is a conflict, and another’s or none is not there', async () => {
  const [tenant, stranger] = [await makeSendingTenant(), await makeSendingTenant()]
  const sent = await makeMessage({ tenantId: tenant.tenantId, mode: 'live', status: 'delivered' })
  await expect(markMessageRead(tenant.ctx, msg(sent.id))).rejects.toMatchObject({ code: 'state_conflict' })
  const theirs = await makeMessage({ tenantId: stranger.tenantId, mode: 'live', direction: 'inbound' })
  for (const id of [toTypeId('message', theirs.id), newTypeId('message'), 'msg_x', ''])
    await expect(markMessageRead(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
})

test('what a person reads is in the audit log, what a key reads is not', async () => {
  const { tenantId, ctx } = await makeSendingTenant()
  const person = testContext({ tenantId, mode: 'live', actor: personActor('developer') })
  for (const by of [ctx, person.ctx]) {
    const { id } = await makeMessage({ tenantId, mode: 'live', direction: 'inbound' })
    await markMessageRead(by, msg(id))
    await markMessageRead(by, msg(id))
  }
  const entries = await owner`select action from audit_entries where tenant_id = ${tenantId}`
  expect([...entries]).toEqual([{ action: 'message.read' }])
})
