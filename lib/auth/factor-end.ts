import type { SystemTx } from '@/db/tenant'
import { forgetFactorProofs } from '@/lib/auth/factor-system'
import { findFactors } from '@/lib/auth/find-factors'
import { forgetCodes } from '@/lib/auth/recovery-codes'

/** When the last factor is gone, so is what stood in for it, and what any session had proven with it. */
export async function forgetWithoutFactors(tx: SystemTx, userId: string): Promise<void> {
  if ((await findFactors(tx, userId)).isSetUp) return
  await forgetCodes(tx, userId)
  await forgetFactorProofs(tx, userId)
}
