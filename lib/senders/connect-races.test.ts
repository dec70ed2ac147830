import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { breakMeta } from '@/lib/core/fixtures/sandbox'
import { fromTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { advanceConnection } from '@/lib/senders/advance-connection'
import { beginConnection } from '@/lib/senders/begin-connection'
import { connectionSteps } from '@/lib/senders/connection-schema'
import { findConnection, leaseConnection } from '@/lib/senders/connection-store'
import {
  accountAtMeta,
  claimsOf,
  connect,
  connectionRow,
  finished,
  letFallDue,
  makeConnected,
  makeConnector,
  sendersOf,
  share,
} from '@/lib/senders/fixtures/connecting'
import { getConnection } from '@/lib/senders/get-connection'
import { receiveDialog } from '@/lib/senders/receive-dialog'
import { runDueConnections } from '@/lib/senders/run-due-connections'

describe('the state', () => {
  test('works once: of two who replay it at once, one is heard and one is refused', async () => {
    const { ctx, answered } = await makeConnector()
    const { id, state } = await beginConnection(ctx, {})
    const [one, two] = [await share(), await share()]
    const heard = [one, two].map((shared) => receiveDialog(ctx, { id, state, ...finished(shared) }))
    const results = await Promise.allSettled(heard)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'state_conflict' },
    })
    await answered()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'done' })
  })

  test('of another connection, of another person or made up is as absent as any other', async () => {
    const { ctx, tenantId } = await makeConnector()
    const [mine, other] = [await beginConnection(ctx, {}), await beginConnection(ctx, {})]
    const heard = finished(await share())
    const colleague = testContext({ tenantId, mode: 'live', actor: personActor('admin') }).ctx
    const stranger = (await makeConnector()).ctx
    for (const attempt of [
      () => receiveDialog(ctx, { id: mine.id, state: other.state, ...heard }),
      () => receiveDialog(ctx, { id: mine.id, state: 'x', ...heard }),
      () => receiveDialog(colleague, { ...mine, ...heard }),
      () => receiveDialog(stranger, { ...mine, ...heard }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    expect(await receiveDialog(ctx, { ...mine, ...heard })).toMatchObject({ status: 'running' })
  })

  test('is kept as its hash alone', async () => {
    const { ctx } = await makeConnector()
    const { id, state } = await beginConnection(ctx, {})
    expect(JSON.stringify(await connectionRow(id))).not.toContain(state)
  })
})

describe('one number', () => {
  test('of two workspaces that connect it at once one gets it, and the other keeps nothing', async () => {
    for (let round = 0; round < 3; round++) {
      const connectors = [await makeConnector(), await makeConnector()]
      const shared = await share()
      const again = await share({ waba_id: shared.waba_id, numbers: [] })
      const heard = [finished(shared), { ...finished(shared), code: again.code }]
      const results = await Promise.all(
        connectors.map((connector, index) => connect(connector, heard[index] ?? finished(shared))),
      )
      expect(results.map(({ status }) => status).sort()).toEqual(['done', 'failed'])
      const loser = results.findIndex(({ status }) => status === 'failed')
      expect(results[loser]).toMatchObject({ outcome: 'number_taken', can_retry: false })
      const tenantId = connectors[loser]?.tenantId ?? ''
      expect(await sendersOf(tenantId)).toEqual([])
      expect(await claimsOf(tenantId)).toEqual([])
      expect(await connectionRow(results[loser]?.id ?? '')).toMatchObject({
        access_token_sealed: null,
        waba_id: null,
        phone_number_id: null,
        business_id: null,
        facts: {},
      })
    }
  })

  test('that somebody has cannot be taken, and its PIN stays as it is', async () => {
    const first = await makeConnected()
    const before = await accountAtMeta(first.shared.waba_id)
    const again = await share({ waba_id: first.shared.waba_id, numbers: [] })
    const late = await makeConnector()
    const heard = { ...finished(first.shared), code: again.code }
    expect(await connect(late, heard)).toMatchObject({ outcome: 'number_taken' })
    expect((await accountAtMeta(first.shared.waba_id)).numbers).toEqual(before.numbers)
  })
})

/** What the step after each one asks of Meta, so that it can be stopped there. */
const next: Record<string, (ids: { waba: string; number: string }) => string> = {
  token: () => 'debug_token',
  permissions: ({ waba }) => `${waba}\\?`,
  account: ({ waba }) => `${waba}/phone_numbers`,
  number: ({ waba }) => `${waba}/subscribed_apps`,
  subscription: ({ number }) => `${number}/register`,
  registration: ({ number }) => `${number}\\?`,
}

describe('a process that dies', () => {
  test.each(['permissions', 'account', 'number', 'subscription', 'registration'] as const)(
    'after Meta has done the step %s and before that is written down changes nothing of the end',
    async (step) => {
      const connector = await makeConnector()
      const shared = await share()
      const ids = { waba: shared.waba_id, number: shared.phone_number_id }
      await breakMeta(next[step]?.(ids) ?? '', { reset: true }, step === 'number' ? 2 : 1)
      const { id, ...halted } = await connect(connector, finished(shared))
      expect(halted).toMatchObject({ status: 'waiting_on_meta', outcome: 'meta_unavailable' })
      const uuid = fromTypeId('connection', id)
      await owner`update sender_connections set status = 'running', steps = (
        select jsonb_agg(s) from jsonb_array_elements(steps) s
        where not (s->>'step' = any (${connectionSteps.slice(connectionSteps.indexOf(step))})))
        where id = ${uuid}`
      await letFallDue(id)
      await Promise.all([runDueConnections(), runDueConnections()])
      expect(await getConnection(connector.ctx, { id })).toMatchObject({ status: 'done' })
      expect(await sendersOf(connector.tenantId)).toHaveLength(1)
      const events = await owner`select type from events where tenant_id = ${connector.tenantId}`
      expect(events).toEqual([{ type: 'sender.connected' }])
      expect((await accountAtMeta(ids.waba)).numbers[0]).toMatchObject({ is_registered: true })
    },
  )

  test('right after the code was traded is followed by whoever comes next', async () => {
    const { ctx } = await makeConnector()
    const { id, state } = await beginConnection(ctx, {})
    expect(await receiveDialog(ctx, { id, state, ...finished(await share()) })).toMatchObject({
      status: 'running',
    })
    await letFallDue(id)
    await runDueConnections()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'done' })
  })

  test('while it trades the code takes the code along, and that has a name', async () => {
    const { ctx } = await makeConnector()
    const { id, state } = await beginConnection(ctx, {})
    await receiveDialog(ctx, { id, state, ...finished(await share()) })
    await owner`update sender_connections set access_token_sealed = null, facts = '{}',
      steps = '[{"step":"token","state":"running","at":"2026-11-24T00:00:00.000Z"}]'
      where id = ${fromTypeId('connection', id)}`
    await letFallDue(id)
    await runDueConnections()
    expect(await getConnection(ctx, { id })).toMatchObject({ status: 'failed', outcome: 'code_lost' })
  })

  test('slowly, and comes back after its lease was taken over, writes nothing down any more', async () => {
    const { ctx } = await makeConnector()
    const { id, state } = await beginConnection(ctx, {})
    await receiveDialog(ctx, { id, state, ...finished(await share({ numbers: [{ pin: '482913' }] })) })
    const uuid = fromTypeId('connection', id) ?? ''
    const slow = await withTenant(ctx, (tx) => findConnection(tx, uuid))
    if (!slow) throw new Error('It is gone.')
    const taken = await withTenant(ctx, (tx) => leaseConnection(tx, uuid, {}))
    await advanceConnection(ctx, slow)
    expect(await connectionRow(id)).toMatchObject({ status: 'running', attempts: taken.attempts })
    await advanceConnection(ctx, taken)
    expect(await getConnection(ctx, { id })).toMatchObject({ outcome: 'pin_needed' })
  })
})
