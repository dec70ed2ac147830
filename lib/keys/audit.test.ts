import { expect, test } from 'vitest'
import { withTenant } from '@/db/tenant'
import { selectEntries } from '@/lib/audit/store'
import { verifyChain } from '@/lib/audit/verify-chain'
import { sha256Hex } from '@/lib/core/crypto'
import { createApiKey } from '@/lib/keys/create'
import { person, plainKey } from '@/lib/keys/fixtures/person'
import { revokeApiKey } from '@/lib/keys/revoke'
import { rotateApiKey } from '@/lib/keys/rotate'

test('making, rotating and revoking a key are in the audit log, each once, and no key is', async () => {
  const { ctx, tenantId } = await person('owner')
  const made = await createApiKey(ctx, plainKey)
  const rotated = await rotateApiKey(ctx, { id: made.id, overlapSeconds: 900 })
  await revokeApiKey(ctx, { id: rotated.id })
  await revokeApiKey(ctx, { id: rotated.id })
  const entries = await withTenant(ctx, (tx) => selectEntries(tx, { limit: 10 }))
  expect(entries).toMatchObject([
    { action: 'api_key.revoked', targetId: rotated.id, before: { revoked_at: null } },
    {
      action: 'api_key.rotated',
      targetId: made.id,
      after: { replaced_by: rotated.id, overlap_seconds: 900 },
    },
    { action: 'api_key.created', targetId: made.id, after: { name: 'shop', last_four: made.key.slice(-4) } },
  ])
  const text = JSON.stringify(entries)
  for (const { key } of [made, rotated]) {
    expect(text).not.toContain(key)
    expect(text).not.toContain(sha256Hex(key))
  }
  expect((await verifyChain(tenantId)).fault).toBeNull()
})

test('a key that could not be made is not in the log', async () => {
  const { ctx } = await person('owner')
  await expect(createApiKey(ctx, { ...plainKey, senderId: 'snd_x' })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  expect(await withTenant(ctx, (tx) => selectEntries(tx, { limit: 10 }))).toEqual([])
})

test('20 keys revoked and made at once leave a chain that holds', async () => {
  const { ctx, tenantId } = await person('owner')
  const keys = await Promise.all(Array.from({ length: 10 }, () => createApiKey(ctx, plainKey)))
  await Promise.all([
    ...keys.map(({ id }) => revokeApiKey(ctx, { id })),
    ...keys.map(() => createApiKey(ctx, plainKey)),
  ])
  expect(await verifyChain(tenantId)).toMatchObject({ entries: 30, fault: null })
})
