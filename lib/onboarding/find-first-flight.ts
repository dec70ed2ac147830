import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { listApiKeys } from '@/lib/keys/list'
import type { FirstFlight } from '@/lib/onboarding/schema'
import { findNewestSent } from '@/lib/onboarding/store'
import { getOtp } from '@/lib/otp/get'

/** As far as the first flight has come, from what is there: another device resumes at the same place. */
export async function findFirstFlight(ctx: Ctx): Promise<FirstFlight> {
  requirePermission(ctx, 'otp.write')
  const [keys, newest] = await Promise.all([listApiKeys(ctx), withTenant(ctx, findNewestSent)])
  const key = keys.find(({ state }) => state === 'active')
  return {
    key: key ? { name: key.name, prefix: key.prefix, lastFour: key.last_four } : null,
    otp: newest === null ? null : await getOtp(ctx, { id: toTypeId('otp', newest) }),
  }
}
