import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { env } from '@/lib/core/env'
import { newUuid } from '@/lib/core/ids'
import { findDeletion } from '@/lib/privacy/find-deletion'
import { handleDueRequests } from '@/lib/privacy/handle-requests'
import { receiveMetaRequest } from '@/lib/privacy/receive-request'
import type { RequestKind } from '@/lib/privacy/request-schema'

function bodyOf(metaUserId: string, more: object = {}): Buffer {
  const told = {
    algorithm: 'HMAC-SHA256',
    user_id: metaUserId,
    issued_at: Math.floor(Date.now() / 1_000),
    ...more,
  }
  const payload = Buffer.from(JSON.stringify(told)).toString('base64url')
  const signature = createHmac('sha256', env().META_APP_SECRET).update(payload).digest('base64url')
  return Buffer.from(new URLSearchParams({ signed_request: `${signature}.${payload}` }).toString())
}

/** Posted as Meta does; what is put off is done only when asked for. */
async function post(kind: RequestKind, body: Uint8Array) {
  const deferred: (() => Promise<void>)[] = []
  const { confirmationCode } = await receiveMetaRequest({ kind, body, defer: (work) => deferred.push(work) })
  return { code: confirmationCode, handle: () => Promise.all(deferred.map((work) => work())) }
}

/** A workspace to whom this person has given an account. */
async function shared(metaUserId: string) {
  const { id: tenantId } = await makeTenant()
  const sender = await makeSender({ tenantId, mode: 'live' })
  await owner`update whatsapp_accounts set meta_user_id = ${metaUserId} where id = ${sender.accountId}`
  return { tenantId, sender }
}

const accountOf = async (tenantId: string) => {
  const [row] = await owner`select * from whatsapp_accounts where tenant_id = ${tenantId}`
  return row
}
const senderOf = async (tenantId: string) => {
  const [row] = await owner`select * from senders where tenant_id = ${tenantId}`
  return row
}
const eventsOf = (tenantId: string) =>
  owner`select type, data->>'disconnect_reason' as reason from events where tenant_id = ${tenantId}`
const person = () => `9${newUuid().replaceAll(/\D/g, '').padEnd(15, '7').slice(0, 15)}`

describe('a request to delete', () => {
  test('erases what came from the person’s login, in every workspace, and nothing of others', async () => {
    const metaUserId = person()
    const [one, other, stranger] = [
      await shared(metaUserId),
      await shared(metaUserId),
      await shared(person()),
    ]
    const { code, handle } = await post('data_deletion', bodyOf(metaUserId))
    expect(await findDeletion(code)).toMatchObject({ status: 'received', endedAt: null })
    await handle()
    expect(await findDeletion(code)).toMatchObject({ status: 'done', endedAt: expect.any(Date) })
    for (const { tenantId } of [one, other]) {
      expect(await accountOf(tenantId)).toMatchObject({ meta_user_id: null, access_token_sealed: null })
      expect(await senderOf(tenantId)).toMatchObject({
        status: 'disconnected',
        access_token_sealed: null,
        disconnect_reason: 'data_deletion',
      })
      expect([...(await eventsOf(tenantId))]).toEqual([
        { type: 'sender.disconnected', reason: 'data_deletion' },
      ])
    }
    expect(await accountOf(stranger.tenantId)).toMatchObject({ disconnected_at: null, token_status: 'valid' })
    expect(await senderOf(stranger.tenantId)).toMatchObject({ status: 'connected' })
    const kept = await owner`select 1 from meta_requests where meta_user_id = ${metaUserId}`
    expect(kept).toHaveLength(0)
  })

  test('sent twenty times at once is one, under one code, with one effect', async () => {
    const metaUserId = person()
    const { tenantId } = await shared(metaUserId)
    const body = bodyOf(metaUserId)
    const posted = await Promise.all(Array.from({ length: 20 }, () => post('data_deletion', body)))
    expect(new Set(posted.map(({ code }) => code)).size).toBe(1)
    await Promise.all(posted.map(({ handle }) => handle()))
    expect(await eventsOf(tenantId)).toHaveLength(1)
    expect((await post('data_deletion', body)).code).toBe(posted[0]?.code)
  })

  test('whose process died is taken up by another', async () => {
    const metaUserId = person()
    const { tenantId } = await shared(metaUserId)
    const { code } = await post('data_deletion', bodyOf(metaUserId))
    await owner`update meta_requests set due_at = clock_timestamp() where confirmation_code = ${code}`
    await Promise.all([handleDueRequests(), handleDueRequests()])
    expect(await findDeletion(code)).toMatchObject({ status: 'done' })
    expect(await eventsOf(tenantId)).toHaveLength(1)
  })

  test('of somebody whom we do not know is done as well', async () => {
    const { code, handle } = await post('data_deletion', bodyOf(person()))
    await handle()
    expect(await findDeletion(code)).toMatchObject({ status: 'done' })
  })
})

test('who takes the app away: the account is disconnected, its token gone, and its owner told', async () => {
  const metaUserId = person()
  const { tenantId } = await shared(metaUserId)
  const { code, handle } = await post('deauthorize', bodyOf(metaUserId))
  await handle()
  expect(await accountOf(tenantId)).toMatchObject({
    access_token_sealed: null,
    token_status: 'revoked',
    disconnected_at: expect.any(Date),
    meta_user_id: metaUserId,
  })
  expect([...(await eventsOf(tenantId))]).toEqual([{ type: 'sender.disconnected', reason: 'deauthorize' }])
  expect(await findDeletion(code)).toBeNull()
  const deletion = await post('data_deletion', bodyOf(metaUserId))
  await deletion.handle()
  expect(await accountOf(tenantId)).toMatchObject({ meta_user_id: null })
  expect(await eventsOf(tenantId)).toHaveLength(1)
})

test.each<[string, () => Buffer]>([
  ['forged', () => Buffer.from(bodyOf(person()).toString().replace('signed_request=', 'signed_request=A'))],
  ['over', () => bodyOf(person(), { expires: Math.floor(Date.now() / 1_000) - 1 })],
  ['empty', () => Buffer.alloc(0)],
  ['JSON', () => Buffer.from('{"signed_request":"x"}')],
])('what is %s is refused, and nothing is kept', async (_, make) => {
  const count = async () => (await owner`select count(*)::int as count from meta_requests`)[0]?.count
  for (const kind of ['data_deletion', 'deauthorize'] as const) {
    const before = await count()
    await expect(post(kind, make())).rejects.toMatchObject({ code: 'signature_invalid', status: 401 })
    expect(await count()).toBe(before)
  }
})

test.each(['', 'x', '0'.repeat(20), "' or 1=1", '0'.repeat(5_000)])(
  'the code %j opens nothing',
  async (code) => {
    expect(await findDeletion(code)).toBeNull()
  },
)
