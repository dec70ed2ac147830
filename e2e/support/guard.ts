import { toTypeId } from '@/lib/core/ids'
import { defaultGuard, type GuardSettings } from '@/lib/otp/guard-schema'
import { openSession } from './session'
import type { Tenant } from './tenant'
import { exchange } from './wire'
import type { World } from './world'

/** Saves settings as the dashboard does; what is not named stays at its default. */
export async function saveGuard(
  world: World,
  tenant: Tenant,
  settings: Partial<GuardSettings>,
  mode = 'live',
): Promise<void> {
  const reply = await exchange(world.app_url, {
    method: 'POST',
    path: `/api/dashboard/${tenant.slug}/${mode}/otp/guard`,
    headers: {
      origin: world.app_url,
      'content-type': 'application/json',
      ...(await openSession(world.app_url, tenant)),
    },
    body: JSON.stringify({ settings: { ...defaultGuard, ...settings } }),
  })
  if (reply.status !== 200) throw new Error(`The guard of ${toTypeId('tenant', tenant.id)}: ${reply.text}`)
}
