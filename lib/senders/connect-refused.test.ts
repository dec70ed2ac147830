import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { breakMeta } from '@/lib/core/fixtures/sandbox'
import { fromTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { beginConnection } from '@/lib/senders/begin-connection'
import { cancelConnection } from '@/lib/senders/cancel-connection'
import {
  claimsOf,
  connect,
  connectionRow,
  finished,
  inspect,
  letFallDue,
  makeConnector,
  nothingHeard,
  sendersOf,
  share,
} from '@/lib/senders/fixtures/connecting'
import { findUnfinishedConnection, getConnection } from '@/lib/senders/get-connection'
import { noteDialogSilence } from '@/lib/senders/note-silence'
import { receiveDialog } from '@/lib/senders/receive-dialog'
import { retryConnection } from '@/lib/senders/retry-connection'
import { runDueConnections } from '@/lib/senders/run-due-connections'

describe('a dialog that was not finished', () => {
  test.each([
    ['left', { event: 'CANCEL' as const, leftAtStep: 'PHONE_NUMBER_SETUP' }, 'canceled', 'left_dialog'],
    [
      'ended by an error of Meta’s',
      { event: 'CANCEL' as const, errorMessage: 'The name is not allowed', errorCode: '524126' },
      'failed',
      'dialog_error',
    ],
    ['failed', { event: 'ERROR' as const }, 'failed', 'dialog_error'],
    ['closed without a word', {}, 'canceled', 'window_closed'],
  ])('that was %s has a name, and nothing was shared', async (_, heard, status, outcome) => {
    const connector = await makeConnector()
    const connection = await connect(connector, { ...nothingHeard, ...heard })
    expect(connection).toMatchObject({ status, outcome, can_retry: false })
    if ('leftAtStep' in heard) expect(connection.left_at_step).toBe(heard.leftAtStep)
    if ('errorMessage' in heard)
      expect(connection.steps[0]).toMatchObject({ detail: 'The name is not allowed (524126)' })
    expect(await sendersOf(connector.tenantId)).toEqual([])
    expect(await findUnfinishedConnection(connector.ctx)).toBeNull()
  })

  test('that says nothing for a minute is named, and still heard when it speaks', async () => {
    const connector = await makeConnector()
    const { ctx, answered } = connector
    const { id, state } = await beginConnection(ctx, {})
    expect(await noteDialogSilence(ctx, { id })).toMatchObject({ status: 'timed_out', outcome: 'silence' })
    await receiveDialog(ctx, { id, state, ...finished(await share()) })
    await answered()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'done' })
  })

  test('that nobody came back to ends by itself, and is not listened to any more', async () => {
    const { ctx } = await makeConnector()
    const { id, state } = await beginConnection(ctx, {})
    await letFallDue(id)
    await runDueConnections()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'timed_out', outcome: 'silence' })
    const late = receiveDialog(ctx, { id, state, ...finished(await share()) })
    await expect(late).rejects.toMatchObject({ code: 'state_conflict' })
  })
})

describe('a code that opens nothing', () => {
  test('is named when its 30 seconds are over', async () => {
    const shared = await share({ grant: { code_seconds: 0 } })
    const connection = await connect(await makeConnector(), finished(shared))
    expect(connection).toMatchObject({ status: 'failed', outcome: 'code_expired', can_retry: false })
    expect(connection.steps[0]).toMatchObject({ state: 'failed', fbtrace_id: expect.stringMatching(/^A/) })
  })

  test('is named when it has been used before', async () => {
    const shared = await share()
    await connect(await makeConnector(), finished(shared))
    expect(await connect(await makeConnector(), finished(shared))).toMatchObject({ outcome: 'code_used' })
  })

  test('is named when Meta does not know it', async () => {
    const shared = { ...(await share()), code: 'AQx' }
    expect(await connect(await makeConnector(), finished(shared))).toMatchObject({ outcome: 'code_refused' })
  })

  test('is traded again, while it lives, when the first call was cut off', async () => {
    const shared = await share()
    await breakMeta(`access_token.*${shared.code}`, { reset: true })
    expect(await connect(await makeConnector(), finished(shared))).toMatchObject({ status: 'done' })
  })
})

describe('a token that will not do', () => {
  test.each([
    ['was taken back', { is_revoked: true }, 'token_revoked', ''],
    [
      'may not send',
      { scopes: ['whatsapp_business_management'] },
      'scopes_missing',
      'Not granted: whatsapp_business_messaging.',
    ],
    [
      'may nothing, whatever is said of accounts beside it',
      { scopes: ['public_profile'] },
      'scopes_missing',
      'Not granted: whatsapp_business_management, whatsapp_business_messaging.',
    ],
  ])('because it %s is named and forgotten', async (_, grant, outcome, detail) => {
    const connector = await makeConnector()
    const connection = await connect(connector, finished(await share({ grant })))
    expect(connection).toMatchObject({ status: 'failed', outcome, can_retry: false })
    if (detail) expect(connection.steps[1]).toMatchObject({ detail })
    expect(await connectionRow(connection.id)).toMatchObject({ access_token_sealed: null })
    expect(await sendersOf(connector.tenantId)).toEqual([])
    expect(await claimsOf(connector.tenantId)).toEqual([])
  })

  test('taken back in the middle is named at the step where Meta says so', async () => {
    const connector = await makeConnector()
    const shared = await share({ numbers: [{ pin: '482913' }] })
    const { id } = await connect(connector, finished(shared))
    await inspect('POST', 'onboarding/revoke', { waba_id: shared.waba_id })
    await owner`update sender_connections set status = 'failed' where id = ${fromTypeId('connection', id)}`
    await retryConnection(connector.ctx, { id })
    await connector.answered()
    const connection = await getConnection(connector.ctx, { id })
    expect(connection).toMatchObject({ status: 'failed', outcome: 'token_revoked' })
    expect(await claimsOf(connector.tenantId)).toEqual([])
  })
})

describe('a registration that Meta refuses', () => {
  test.each([
    [133015, 'waiting_on_meta', 'recently_deleted'],
    [133016, 'waiting_on_meta', 'registration_limit'],
    [133008, 'needs_you', 'pin_guesses'],
    [133006, 'needs_you', 'number_unverified'],
    [133010, 'failed', 'not_registered'],
    [100, 'failed', 'meta_refused'],
  ])('with %i is %s, named %s, and goes on when it is tried again', async (code, status, outcome) => {
    const connector = await makeConnector()
    const shared = await share()
    await breakMeta(`${shared.phone_number_id}/register`, { code })
    const { id, ...connection } = await connect(connector, finished(shared))
    expect(connection).toMatchObject({ status, outcome, can_retry: true })
    const step = connection.steps.find((one) => one.step === 'registration')
    expect(step).toMatchObject({ fbtrace_id: expect.stringMatching(/^A/) })
    expect(await findUnfinishedConnection(connector.ctx)).toMatchObject({ id })
    await retryConnection(connector.ctx, { id })
    await connector.answered()
    expect(await getConnection(connector.ctx, { id })).toMatchObject({ status: 'done' })
  })
})

describe('while Meta is away', () => {
  test('it waits and goes on by itself', async () => {
    const connector = await makeConnector()
    const shared = await share()
    await breakMeta(`${shared.waba_id}/subscribed_apps`, { status: 503 })
    const { id, ...connection } = await connect(connector, finished(shared))
    expect(connection).toMatchObject({ status: 'waiting_on_meta', outcome: 'meta_unavailable' })
    await letFallDue(id)
    await runDueConnections()
    expect(await getConnection(connector.ctx, { id })).toMatchObject({ status: 'done', outcome: null })
  })

  test('it gives up after a while, and somebody may try again', async () => {
    const connector = await makeConnector()
    const shared = await share()
    await breakMeta(`${shared.waba_id}\\?`, { reset: true }, 2)
    const { id } = await connect(connector, finished(shared))
    await owner`update sender_connections set tries = 11 where id = ${fromTypeId('connection', id)}`
    await letFallDue(id)
    await runDueConnections()
    expect(await getConnection(connector.ctx, { id })).toMatchObject({
      status: 'failed',
      outcome: 'meta_unavailable',
      can_retry: true,
    })
    await retryConnection(connector.ctx, { id })
    await connector.answered()
    expect(await getConnection(connector.ctx, { id })).toMatchObject({ status: 'done' })
  })
})

test('what nobody comes back to is given up: its token is forgotten and its number is free', async () => {
  const connector = await makeConnector()
  const { id } = await connect(connector, finished(await share({ numbers: [{ pin: '482913' }] })))
  expect(await claimsOf(connector.tenantId)).toHaveLength(1)
  await letFallDue(id)
  await runDueConnections()
  expect(await getConnection(connector.ctx, { id })).toMatchObject({ status: 'failed', outcome: 'given_up' })
  expect(await connectionRow(id)).toMatchObject({ access_token_sealed: null, pin_sealed: null })
  expect(await claimsOf(connector.tenantId)).toEqual([])
})

test('a connection can be canceled, and is then over for everybody', async () => {
  const connector = await makeConnector()
  const { ctx } = connector
  const { id } = await connect(connector, finished(await share({ numbers: [{ pin: '482913' }] })))
  expect(await cancelConnection(ctx, { id })).toMatchObject({ status: 'canceled', can_retry: false })
  expect(await claimsOf(connector.tenantId)).toEqual([])
  await expect(retryConnection(ctx, { id })).rejects.toMatchObject({ code: 'state_conflict' })
})

test('no number is connected in test mode, by a stale session, or by a key', async () => {
  const { tenantId } = await makeConnector()
  const begin = (more: Partial<Parameters<typeof testContext>[0]>) =>
    beginConnection(testContext({ tenantId, mode: 'live', ...more }).ctx, {})
  const stale = { ...personActor('owner'), authenticatedAt: new Date(0) }
  await expect(begin({ mode: 'test', actor: personActor('owner') })).rejects.toMatchObject({
    code: 'state_conflict',
  })
  await expect(begin({ actor: stale })).rejects.toMatchObject({ code: 'step_up_required' })
  await expect(begin({})).rejects.toMatchObject({ code: 'role_missing' })
})
