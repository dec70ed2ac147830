import { withTenant } from '@/db/tenant'
import { presentEntry } from '@/lib/audit/present'
import type { AuditEntry } from '@/lib/audit/schema'
import { findEntry } from '@/lib/audit/store'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'

/** Throws `role_missing`; and `not_found` for an id that is malformed, unknown or another tenant's, which look alike. */
export async function getAuditEntry(ctx: Ctx, { id }: { id: string }): Promise<AuditEntry> {
  requirePermission(ctx, 'audit.read')
  const uuid = fromTypeId('auditEntry', id)
  const row = uuid && (await withTenant(ctx, (tx) => findEntry(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentEntry(row)
}
