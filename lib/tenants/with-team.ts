import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { whoMay } from '@/lib/core/permissions'
import type { Refusal } from '@/lib/tenants/rules'
import { lockTeam, type MemberRow } from '@/lib/tenants/store'

/**
 * Does something to the team while nobody else can. Everybody's role is as it is now, that of whoever acts included:
 * it may have changed since their request began.
 */
export function withTeam<Result>(
  ctx: Ctx,
  act: (tx: TenantTx, team: MemberRow[]) => Promise<Result>,
): Promise<Result> {
  return withTenant(ctx, async (tx) => act(tx, await lockTeam(tx)))
}

export function refuse(refusal: Refusal): AppError {
  if (refusal === 'not_found') return new AppError('not_found')
  if (refusal === 'last_owner')
    return new AppError('state_conflict', {
      detail: 'A workspace keeps at least one owner: make somebody else an owner first.',
    })
  const detail =
    refusal === 'owners_only' ? 'Only owners make, change or remove owners.' : whoMay('team.write')
  return new AppError('role_missing', { detail })
}
