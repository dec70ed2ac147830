import type { TenantTx } from '@/db/tenant'
import { addNotice, selectConditions, updateSender } from '@/lib/senders/condition-store'
import { presentSender } from '@/lib/senders/present-sender'
import { KeptReadiness } from '@/lib/senders/readiness-schema'

/**
 * Judges the numbers of an account anew, after something that their readiness depends on has changed: a template was
 * approved, a payment was settled. Of a number that can send OTPs from now on its people are told, once. Belongs into
 * the transaction of the change; `lockAccount` first, where two may do this at once.
 */
export async function refreshReadiness(tx: TenantTx, wabaId: string, now = new Date()): Promise<void> {
  for (const condition of await selectConditions(tx, { wabaId })) {
    const { sender } = condition
    if (sender.mode === 'test') continue
    const { can_send_otp } = presentSender(condition, now)
    const before = KeptReadiness.parse(sender.readiness)
    if (before?.can_send_otp === can_send_otp) continue
    await updateSender(tx, sender.id, { readiness: { can_send_otp } })
    if (!can_send_otp) continue
    const at = now.toISOString()
    await addNotice(tx, sender.id, { kind: 'ready', about: sender.id, at, detail: null })
  }
}
