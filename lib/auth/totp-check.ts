import type { SystemTx } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { FactorResult } from '@/lib/auth/factor-schema'
import { stepsOf } from '@/lib/auth/totp-rules'
import { findTotp, spendStep } from '@/lib/auth/totp-system'
import { platformId } from '@/lib/core/ids'

/** An app's secret is sealed to its person. */
export const totpPlace = (userId: string) =>
  ({ table: 'totp_secrets', column: 'secret', tenantId: platformId, rowId: userId }) as const

/** Takes the app's code, once: a step that was taken, and every one before it, is spent. */
export async function takeTotpCode(tx: SystemTx, userId: string, code: string): Promise<FactorResult> {
  const totp = await findTotp(tx, userId)
  if (!totp) return 'wrong'
  const steps = stepsOf(openSealed(totpPlace(userId), totp.secretSealed), code, totp.now)
  for (const step of steps) if (await spendStep(tx, userId, step)) return 'right'
  return steps.length > 0 ? 'spent' : 'wrong'
}
