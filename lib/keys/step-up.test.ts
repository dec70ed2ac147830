import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { personActor, testContext } from '@/lib/core/test-context'
import { createApiKey } from '@/lib/keys/create'
import { plainKey } from '@/lib/keys/fixtures/person'
import { listApiKeys } from '@/lib/keys/list'
import { revokeApiKey } from '@/lib/keys/revoke'
import { rotateApiKey } from '@/lib/keys/rotate'

const stepUp = { code: 'step_up_required', status: 403 }

test('an open laptop makes and rotates no keys, but revokes them at once', async () => {
  const { id: tenantId } = await makeTenant()
  const fresh = personActor('owner')
  const stale = { ...fresh, authenticatedAt: new Date(Date.now() - 301_000) }
  const contextOf = (actor: typeof fresh) => testContext({ tenantId, mode: 'live', actor }).ctx
  await expect(createApiKey(contextOf(stale), plainKey)).rejects.toMatchObject(stepUp)
  const { id } = await createApiKey(contextOf(fresh), plainKey)
  const rotation = { id, overlapSeconds: 0 } as const
  await expect(rotateApiKey(contextOf(stale), rotation)).rejects.toMatchObject(stepUp)
  expect(await listApiKeys(contextOf(fresh))).toHaveLength(1)
  expect((await revokeApiKey(contextOf(stale), { id })).state).toBe('revoked')
})
