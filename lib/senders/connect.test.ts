import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { fromTypeId } from '@/lib/core/ids'
import { findAccountCredentials } from '@/lib/senders/account-credentials'
import { chooseNumber } from '@/lib/senders/choose-number'
import { findCredentials } from '@/lib/senders/credentials'
import {
  accountAtMeta,
  claimsOf,
  connect,
  connectionRow,
  finished,
  inspect,
  makeConnected,
  makeConnector,
  nothingHeard,
  sendersOf,
  share,
} from '@/lib/senders/fixtures/connecting'
import { getConnection } from '@/lib/senders/get-connection'
import { givePin } from '@/lib/senders/give-pin'
import { retryConnection } from '@/lib/senders/retry-connection'

const states = (connection: { steps: { step: string; state: string }[] }) =>
  Object.fromEntries(connection.steps.map(({ step, state }) => [step, state]))

describe('FINISH', () => {
  test('leads to a number that is subscribed, registered, claimed, primary and told of', async () => {
    const { tenantId, ctx, shared, connection, senderId } = await makeConnected()
    expect(connection).toMatchObject({ status: 'done', outcome: null, event: 'FINISH' })
    expect(new Set(Object.values(states(connection)))).toEqual(new Set(['done']))
    const [sender] = await sendersOf(tenantId)
    expect(sender).toMatchObject({
      phone_number_id: shared.phone_number_id,
      phone: shared.numbers[0]?.display_phone_number,
      status: 'connected',
      is_primary: true,
      display_name: 'Kestrel Shop',
      number_status: 'CONNECTED',
      quality: 'GREEN',
    })
    const account = await accountAtMeta(shared.waba_id)
    expect(account.subscribers).toHaveLength(1)
    expect(account.numbers[0]).toMatchObject({ is_registered: true, pin: expect.stringMatching(/^\d{6}$/) })
    expect(await claimsOf(tenantId)).toEqual([shared.phone_number_id])
    const events = await owner`select type, data from events where subject_id = ${senderId}`
    expect(events).toMatchObject([{ type: 'sender.connected', data: { id: senderId, is_primary: true } }])
    const entries = await owner`select action from audit_entries where tenant_id = ${tenantId}`
    expect(entries).toMatchObject([{ action: 'sender.connected' }])
    const [forNumber, forAccount] = await withTenant(ctx, async (tx) => [
      await findCredentials(ctx, tx, fromTypeId('sender', senderId) ?? ''),
      await findAccountCredentials(ctx, tx, shared.waba_id),
    ])
    expect(forNumber?.accessToken).toMatch(/^EAA/)
    expect(forAccount?.accessToken).toBe(forNumber?.accessToken)
  })

  test('keeps the PIN sealed beside the number, and nothing secret in the connection', async () => {
    const { tenantId, shared, connection } = await makeConnected()
    const pin = (await accountAtMeta(shared.waba_id)).numbers[0]?.pin ?? ''
    const [sender] = await sendersOf(tenantId)
    expect(sender?.pin_sealed).toMatch(/^v1\./)
    const row = await connectionRow(connection.id)
    expect(row).toMatchObject({ access_token_sealed: null, pin_sealed: null, facts: {}, due_at: null })
    const kept = JSON.stringify([row, sender])
    expect(kept).not.toContain(`"${pin}"`)
    expect(kept).not.toContain(shared.code)
  })

  test('is heard without any ids: the account is found by reading what Meta names beside the token', async () => {
    const connector = await makeConnector()
    const shared = await share()
    const connection = await connect(connector, { ...nothingHeard, event: 'FINISH', code: shared.code })
    expect(connection).toMatchObject({ status: 'needs_you', outcome: 'choose_number' })
    expect(connection.numbers.map(({ id }) => id)).toEqual([shared.phone_number_id])
  })

  test('is enough where Meta names no accounts beside the scopes', async () => {
    const { connection } = await makeConnected({ grant: { is_granular: false } })
    expect(connection.status).toBe('done')
  })

  test('with a display name in review is connected all the same', async () => {
    const { connection, tenantId } = await makeConnected({ numbers: [{ name_status: 'PENDING_REVIEW' }] })
    expect(connection).toMatchObject({ status: 'done', outcome: 'number_in_review' })
    expect(states(connection).display_name).toBe('waiting_on_meta')
    expect((await sendersOf(tenantId))[0]).toMatchObject({
      status: 'connected',
      name_status: 'PENDING_REVIEW',
    })
  })

  test('a second number is not primary', async () => {
    const connected = await makeConnected()
    const second = await connect(connected, finished(await share()))
    expect(second.status).toBe('done')
    const senders = await sendersOf(connected.tenantId)
    expect(senders.map((sender) => sender.is_primary)).toEqual([true, false])
  })
})

describe('ids that a browser made up', () => {
  test('an account that the token does not open is not believed, and nothing is kept', async () => {
    const connector = await makeConnector()
    const [mine, foreign] = [await share(), await share()]
    const heard = { ...finished(mine), wabaId: foreign.waba_id, phoneNumberId: foreign.phone_number_id }
    const connection = await connect(connector, heard)
    expect(connection).toMatchObject({ status: 'failed', outcome: 'account_not_shared', can_retry: false })
    expect(connection.steps.find(({ step }) => step === 'account')?.fbtrace_id).toMatch(/^A/)
    expect(await connectionRow(connection.id)).toMatchObject({ access_token_sealed: null })
    expect(await claimsOf(connector.tenantId)).toEqual([])
    expect((await accountAtMeta(foreign.waba_id)).subscribers).toEqual([])
  })

  test('a number that is not in the account is not believed', async () => {
    const connector = await makeConnector()
    const [mine, foreign] = [await share(), await share()]
    const heard = { ...finished(mine), phoneNumberId: foreign.phone_number_id }
    expect(await connect(connector, heard)).toMatchObject({ outcome: 'number_not_in_account' })
    expect(await claimsOf(connector.tenantId)).toEqual([])
  })
})

describe('FINISH_ONLY_WABA', () => {
  test('asks which number of the account, and goes on with it', async () => {
    const connector = await makeConnector()
    const shared = await share({ numbers: [{ verified_name: 'One' }, { verified_name: 'Two' }] })
    const heard = { ...finished(shared), event: 'FINISH_ONLY_WABA' as const, phoneNumberId: null }
    const asked = await connect(connector, heard)
    expect(asked).toMatchObject({ status: 'needs_you', outcome: 'choose_number' })
    expect(asked.numbers.map(({ name }) => name).sort()).toEqual(['One', 'Two'])
    const { ctx, answered } = connector
    const { id } = asked
    await expect(chooseNumber(ctx, { id, phoneNumberId: '900' })).rejects.toMatchObject({
      code: 'state_conflict',
    })
    await chooseNumber(ctx, { id, phoneNumberId: asked.numbers[1]?.id ?? '' })
    await answered()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'done' })
    expect(await claimsOf(connector.tenantId)).toEqual([asked.numbers[1]?.id])
  })

  test('says to add a number where the account has none, and goes on once there is one', async () => {
    const connector = await makeConnector()
    const shared = await share({ numbers: [] })
    const heard = { ...finished(shared), event: 'FINISH_ONLY_WABA' as const, phoneNumberId: null }
    const asked = await connect(connector, heard)
    expect(asked).toMatchObject({ status: 'needs_you', outcome: 'no_number', can_retry: true })
    await share({ waba_id: shared.waba_id })
    await retryConnection(connector.ctx, { id: asked.id })
    await connector.answered()
    expect(await getConnection(connector.ctx, { id: asked.id })).toMatchObject({ outcome: 'choose_number' })
  })
})

describe('FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', () => {
  test('takes the number from the account and never registers it', async () => {
    const connector = await makeConnector()
    const shared = await share()
    const event = 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING' as const
    const connection = await connect(connector, { ...finished(shared), event, phoneNumberId: null })
    expect(connection).toMatchObject({ status: 'done', is_coexistence: true })
    expect(states(connection).registration).toBe('skipped')
    expect((await accountAtMeta(shared.waba_id)).numbers[0]).toMatchObject({
      is_registered: false,
      pin: null,
    })
    expect((await sendersOf(connector.tenantId))[0]).toMatchObject({ is_coexistence: true, pin_sealed: null })
  })
})

describe('a number that has a PIN of its own', () => {
  test('waits for its owner to say it, asks again when it is wrong, and keeps it sealed', async () => {
    const connector = await makeConnector()
    const { ctx, answered } = connector
    const shared = await share({ numbers: [{ pin: '482913' }] })
    const { id, ...asked } = await connect(connector, finished(shared))
    expect(asked).toMatchObject({ status: 'needs_you', outcome: 'pin_needed', can_retry: false })
    await givePin(ctx, { id, pin: '000000' })
    await answered()
    expect(await getConnection(ctx, { id })).toMatchObject({ outcome: 'pin_needed' })
    await givePin(ctx, { id, pin: '482913' })
    await answered()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'done' })
    expect((await sendersOf(connector.tenantId))[0]?.pin_sealed).toMatch(/^v1\./)
    await expect(givePin(ctx, { id, pin: '482913' })).rejects.toMatchObject({ code: 'state_conflict' })
  })
})

test('a number that is not verified waits until its owner has verified it', async () => {
  const connector = await makeConnector()
  const shared = await share({ numbers: [{ is_verified: false }] })
  const { id, ...asked } = await connect(connector, finished(shared))
  expect(asked).toMatchObject({ status: 'needs_you', outcome: 'number_unverified', can_retry: true })
  await inspect('POST', 'onboarding/numbers', {
    phone_number_id: shared.phone_number_id,
    is_verified: true,
  })
  await retryConnection(connector.ctx, { id })
  await connector.answered()
  expect(await getConnection(connector.ctx, { id })).toMatchObject({ status: 'done' })
})
