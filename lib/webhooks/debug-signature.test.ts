import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { seal } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { debugSignature } from '@/lib/webhooks/debug-signature'
import { readHeaderText } from '@/lib/webhooks/header-text'
import { signedHeaders } from '@/lib/webhooks/sign'

const id = 'evt_01kb5ta6q2f5h8wn4r9d3k7xse'
const body = JSON.stringify({ id, type: 'otp.verified', mode: 'test', data: {} })
const secretOf = (byte: number) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`

async function makePerson() {
  const tenant = await makeTenant()
  const actor = personActor('developer')
  const { ctx } = testContext({ tenantId: tenant.id, mode: 'test', actor })
  return { ctx, tenantId: tenant.id, own: tenant.webhookSecret }
}

async function rotate(tenantId: string, secret: string, mode: 'live' | 'test', hoursAgo: number) {
  const rowId = newUuid()
  const sealed = seal({ table: 'webhook_secrets', column: 'secret', tenantId, rowId }, secret)
  await owner`insert into webhook_secrets (tenant_id, mode, id, secret_sealed, created_at)
    values (${tenantId}, ${mode}, ${rowId}, ${sealed}, now() - ${`${hoursAgo} hours`}::interval)`
}

function signed(secret: string) {
  return signedHeaders([secret], { id, timestamp: Math.floor(Date.now() / 1_000), body })
}

describe('without a secret it tries those that sign now', () => {
  test('the tenant’s own, before there was a rotation', async () => {
    const { ctx, own } = await makePerson()
    expect(await debugSignature(ctx, { body, headers: signed(own) })).toMatchObject({ verdict: 'valid' })
  })

  test('both within a day of a rotation, and the new one alone after it', async () => {
    const { ctx, tenantId, own } = await makePerson()
    await rotate(tenantId, secretOf(1), 'test', 25)
    await rotate(tenantId, secretOf(2), 'test', 1)
    const verdictOf = async (secret: string) =>
      (await debugSignature(ctx, { body, headers: signed(secret) })).verdict
    expect(await verdictOf(secretOf(2))).toBe('valid')
    expect(await verdictOf(secretOf(1))).toBe('valid')
    expect(await verdictOf(own)).toBe('secret_is_retired')
  })

  test('never those of the other mode, nor another tenant’s', async () => {
    const [{ ctx, tenantId }, stranger] = await Promise.all([makePerson(), makePerson()])
    await rotate(tenantId, secretOf(3), 'live', 1)
    for (const secret of [secretOf(3), stranger.own])
      expect(await debugSignature(ctx, { body, headers: signed(secret) })).toMatchObject({
        verdict: 'no_match',
      })
  })
})

test('with a secret it tries that one alone, and says when the right one is another of theirs', async () => {
  const { ctx, own } = await makePerson()
  const headers = signed(own)
  expect(await debugSignature(ctx, { body, headers, secret: own })).toMatchObject({ verdict: 'valid' })
  const said = await debugSignature(ctx, { body, headers, secret: secretOf(9) })
  expect(said.verdict).toBe('secret_is_another')
  expect(JSON.stringify(said)).not.toContain(own.slice(6))
})

test('no key may ask, whatever its scopes', async () => {
  const { ctx, own } = await makePerson()
  const key = testContext({ tenantId: ctx.tenantId, mode: 'test' }).ctx
  await expect(debugSignature(key, { body, headers: signed(own) })).rejects.toMatchObject({
    code: 'role_missing',
  })
})

describe('headers as they are pasted', () => {
  const wanted = { 'webhook-id': id, 'webhook-timestamp': '1764000000', 'webhook-signature': 'v1,a= v1,b=' }
  test.each([
    ['plain', `webhook-id: ${id}\nwebhook-timestamp: 1764000000\nwebhook-signature: v1,a= v1,b=`],
    [
      'curl -v',
      `< Webhook-Id: ${id}\r\n< Webhook-Timestamp: 1764000000\r\n< Webhook-Signature: v1,a= v1,b=\r\n<\r\n`,
    ],
    [
      'JSON',
      `{\n  "webhook-id": "${id}",\n  "webhook-timestamp": "1764000000",\n  "webhook-signature": "v1,a= v1,b="\n}`,
    ],
    ['JSON on one line', JSON.stringify(wanted)],
  ])('%s', (_, text) => {
    expect(readHeaderText(text)).toEqual(wanted)
  })

  test('a name that is there twice keeps both values', () => {
    expect(readHeaderText('webhook-id: a\nWebhook-Id: b')).toEqual({ 'webhook-id': 'a\nb' })
  })
})
