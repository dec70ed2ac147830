import { describe, expect, test } from 'vitest'
import { makeSender } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { breakMeta } from '@/lib/core/fixtures/sandbox'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { findAccountCredentials } from '@/lib/senders/account-credentials'
import { findCredentials } from '@/lib/senders/credentials'
import { disconnectSender } from '@/lib/senders/disconnect'
import {
  accountAtMeta,
  claimsOf,
  connect,
  finished,
  inspect,
  makeConnected,
  makeConnector,
  nothingHeard,
  sendersOf,
  share,
} from '@/lib/senders/fixtures/connecting'
import { listSenderCards } from '@/lib/senders/list-cards'
import { makePrimary } from '@/lib/senders/make-primary'
import { runDueConnections } from '@/lib/senders/run-due-connections'

async function accountRow(tenantId: string) {
  const [row] = await owner`select * from whatsapp_accounts where tenant_id = ${tenantId} and mode = 'live'`
  return row
}

describe('disconnecting', () => {
  test('an account’s last number unsubscribes, forgets the tokens, frees the number and says so', async () => {
    const { tenantId, ctx, answered, senderId, shared } = await makeConnected()
    expect(await disconnectSender(ctx, { id: senderId })).toMatchObject({ status: 'disconnected' })
    await answered()
    expect((await accountAtMeta(shared.waba_id)).subscribers).toEqual([])
    expect(await accountRow(tenantId)).toMatchObject({ access_token_sealed: null, token_status: 'missing' })
    expect((await sendersOf(tenantId))[0]).toMatchObject({
      status: 'disconnected',
      is_primary: false,
      access_token_sealed: null,
      disconnect_reason: 'by_person',
    })
    expect(await claimsOf(tenantId)).toEqual([])
    const events = await owner`select type from events where subject_id = ${senderId} order by id`
    expect(events.map(({ type }) => type)).toEqual(['sender.connected', 'sender.disconnected'])
    const entries = await owner`select action from audit_entries where tenant_id = ${tenantId} order by seq`
    expect(entries.map(({ action }) => action)).toEqual(['sender.connected', 'sender.disconnected'])
    const [forNumber, forAccount] = await withTenant(ctx, async (tx) => [
      await findCredentials(ctx, tx, fromTypeId('sender', senderId) ?? ''),
      await findAccountCredentials(ctx, tx, shared.waba_id),
    ])
    expect([forNumber, forAccount]).toEqual([null, null])
  })

  test('twice is once', async () => {
    const { tenantId, ctx, answered, senderId } = await makeConnected()
    const both = [disconnectSender(ctx, { id: senderId }), disconnectSender(ctx, { id: senderId })]
    await Promise.all(both)
    await answered()
    const entries = await owner`select action from audit_entries where tenant_id = ${tenantId}`
    expect(entries).toHaveLength(2)
  })

  test('one of two numbers of an account leaves the account as it is', async () => {
    const { tenantId, ctx, answered, ...first } = await makeConnected({ numbers: [{}, {}] })
    const other = first.shared.numbers.find((one) => one.phone_number_id !== first.shared.phone_number_id)
    const again = await share({ waba_id: first.shared.waba_id, numbers: [] })
    const phoneNumberId = other?.phone_number_id ?? ''
    const second = await connect(
      { tenantId, ctx, answered },
      { ...finished(again), phoneNumberId, wabaId: first.shared.waba_id },
    )
    expect(second.status).toBe('done')
    await disconnectSender(ctx, { id: first.senderId })
    await answered()
    expect((await accountAtMeta(first.shared.waba_id)).subscribers).toHaveLength(1)
    expect((await accountRow(tenantId))?.access_token_sealed).toMatch(/^v1\./)
    const cards = await listSenderCards(ctx)
    expect(cards.map(({ id, is_primary, status }) => [id, is_primary, status])).toEqual([
      [second.sender_id, true, 'connected'],
      [first.senderId, false, 'disconnected'],
    ])
  })

  test('does not unsubscribe an account that another workspace shares', async () => {
    const first = await makeConnected({ numbers: [{}, {}] })
    const other = first.shared.numbers.find((one) => one.phone_number_id !== first.shared.phone_number_id)
    const again = await share({ waba_id: first.shared.waba_id, numbers: [] })
    const second = await makeConnector()
    const heard = { ...finished(again), phoneNumberId: other?.phone_number_id ?? '' }
    expect(await connect(second, heard)).toMatchObject({ status: 'done' })
    await disconnectSender(first.ctx, { id: first.senderId })
    await first.answered()
    expect((await accountAtMeta(first.shared.waba_id)).subscribers).toHaveLength(1)
    expect((await accountRow(first.tenantId))?.access_token_sealed).toBeNull()
  })

  test('is finished by the job when the process dies, or Meta is away, before Meta was told', async () => {
    const { tenantId, ctx, answered, senderId, shared } = await makeConnected()
    await breakMeta(`${shared.waba_id}/subscribed_apps`, { reset: true })
    await disconnectSender(ctx, { id: senderId })
    await answered()
    expect((await accountRow(tenantId))?.access_token_sealed).toMatch(/^v1\./)
    await owner`update whatsapp_accounts set disconnected_at = clock_timestamp() - interval '2 minutes'
      where tenant_id = ${tenantId}`
    await runDueConnections()
    expect((await accountAtMeta(shared.waba_id)).subscribers).toEqual([])
    expect((await accountRow(tenantId))?.access_token_sealed).toBeNull()
  })

  test('takes a fresh proof, and a number of one’s own', async () => {
    const { tenantId, ctx, senderId } = await makeConnected()
    const stale = { ...personActor('owner'), authenticatedAt: new Date(0) }
    const late = testContext({ tenantId, mode: 'live', actor: stale }).ctx
    await expect(disconnectSender(late, { id: senderId })).rejects.toMatchObject({ code: 'step_up_required' })
    const stranger = await makeConnector()
    await expect(disconnectSender(stranger.ctx, { id: senderId })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await listSenderCards(ctx))[0]).toMatchObject({ status: 'connected' })
  })

  test('leaves test mode its number', async () => {
    const { tenantId } = await makeConnector()
    const sender = await makeSender({ tenantId, mode: 'test' })
    const { ctx } = testContext({ tenantId, mode: 'test', actor: personActor('owner') })
    const refused = disconnectSender(ctx, { id: toTypeId('sender', sender.id) })
    await expect(refused).rejects.toMatchObject({ code: 'state_conflict' })
  })

  test('lets another workspace connect the number, which its old one then cannot have back', async () => {
    const first = await makeConnected()
    await disconnectSender(first.ctx, { id: first.senderId })
    await first.answered()
    const code = async () => (await share({ waba_id: first.shared.waba_id, numbers: [] })).code
    const second = await makeConnector()
    const pinned = await connect(second, { ...finished(first.shared), code: await code() })
    expect(pinned).toMatchObject({ outcome: 'pin_needed' })
    expect(await connect(first, { ...finished(first.shared), code: await code() })).toMatchObject({
      outcome: 'number_taken',
    })
  })
})

describe('connecting again', () => {
  test('gives every number of the account the new token, and none is registered anew', async () => {
    const { tenantId, ctx, answered, senderId, shared } = await makeConnected({ numbers: [{}, {}] })
    const other = shared.numbers.find((one) => one.phone_number_id !== shared.phone_number_id)
    const connector = { tenantId, ctx, answered }
    const again = () => share({ waba_id: shared.waba_id, numbers: [] })
    const phoneNumberId = other?.phone_number_id ?? ''
    await connect(connector, { ...finished(await again()), phoneNumberId })
    await inspect('POST', 'onboarding/revoke', { waba_id: shared.waba_id })
    await owner`update whatsapp_accounts set token_status = 'revoked' where tenant_id = ${tenantId}`
    const before = await accountAtMeta(shared.waba_id)
    const { code } = await again()
    const heard = { ...nothingHeard, event: 'FINISH_ONLY_WABA' as const, code, wabaId: shared.waba_id }
    const connection = await connect(connector, heard, senderId)
    expect(connection).toMatchObject({ status: 'done', sender_id: senderId })
    expect(connection.steps.find(({ step }) => step === 'registration')?.state).toBe('skipped')
    expect((await accountAtMeta(shared.waba_id)).numbers).toEqual(before.numbers)
    expect(await accountRow(tenantId)).toMatchObject({ token_status: 'valid' })
    const tokens = await withTenant(ctx, async (tx) =>
      Promise.all(
        (await sendersOf(tenantId)).map(async ({ id }) => (await findCredentials(ctx, tx, id))?.accessToken),
      ),
    )
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).toMatch(/^EAA/)
  })

  test('a number that was disconnected uses the PIN that we kept', async () => {
    const { tenantId, ctx, answered, senderId, shared } = await makeConnected()
    await disconnectSender(ctx, { id: senderId })
    await answered()
    await inspect('POST', 'onboarding/numbers', {
      phone_number_id: shared.phone_number_id,
      is_registered: false,
    })
    const { code } = await share({ waba_id: shared.waba_id, numbers: [] })
    const connection = await connect({ tenantId, ctx, answered }, { ...finished(shared), code })
    expect(connection).toMatchObject({ status: 'done', sender_id: senderId })
    expect((await sendersOf(tenantId))[0]).toMatchObject({ status: 'connected', is_primary: true })
  })
})

describe('the primary number', () => {
  test('is one alone, however many are made it at once', async () => {
    const { tenantId, ctx } = await makeConnector()
    const senders = []
    for (let index = 0; index < 4; index++)
      senders.push(await makeSender({ tenantId, mode: 'live', isPrimary: index === 0 }))
    await Promise.all(senders.map(({ id }) => makePrimary(ctx, { id: toTypeId('sender', id) })))
    const rows = await sendersOf(tenantId)
    expect(rows.filter((row) => row.is_primary)).toHaveLength(1)
  })

  test('is never one that is not connected', async () => {
    const { ctx, answered, senderId } = await makeConnected()
    await disconnectSender(ctx, { id: senderId })
    await answered()
    await expect(makePrimary(ctx, { id: senderId })).rejects.toMatchObject({ code: 'state_conflict' })
  })
})

test('a number that a workspace was given by a factory cannot be connected by another', async () => {
  const { tenantId } = await makeConnector()
  const sender = await makeSender({ tenantId, mode: 'live' })
  expect(await claimsOf(tenantId)).toEqual([sender.phoneNumberId])
  const shared = await share({ numbers: [] })
  await inspect('POST', 'senders', {
    waba_id: shared.waba_id,
    phone_number_id: sender.phoneNumberId,
    display_phone_number: sender.phone,
    verified_name: 'Taken',
    access_token: 'EAAOfNobody',
  })
  const heard = { ...finished(shared), phoneNumberId: sender.phoneNumberId }
  expect(await connect(await makeConnector(), heard)).toMatchObject({ outcome: 'number_taken' })
})
