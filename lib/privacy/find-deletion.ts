import { asSystem } from '@/db/tenant'
import type { DeletionStatus } from '@/lib/privacy/request-schema'
import { findDeletionRow } from '@/lib/privacy/request-system'

/** How far a request to delete has come; null for a code that was never given. */
export async function findDeletion(code: string): Promise<DeletionStatus | null> {
  if (!/^[0-9A-Z]{20}$/.test(code)) return null
  const row = await asSystem((tx) => findDeletionRow(tx, code))
  return row && { code, status: row.status, receivedAt: row.createdAt, endedAt: row.endedAt }
}
