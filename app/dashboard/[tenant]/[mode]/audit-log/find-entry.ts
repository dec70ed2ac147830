import { getAuditEntry } from '@/lib/audit/get'
import type { AuditEntry } from '@/lib/audit/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'

/** Null when there is no such entry in this workspace. */
export async function findEntry(ctx: Ctx, id: string): Promise<AuditEntry | null> {
  try {
    return await getAuditEntry(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
