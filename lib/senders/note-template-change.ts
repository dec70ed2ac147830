import type { TenantTx } from '@/db/tenant'
import { lockAccount } from '@/lib/senders/condition-store'
import { refreshReadiness } from '@/lib/senders/refresh-readiness'

/** An authentication template of the account has become usable, or is not any more: its numbers are judged anew. */
export async function noteTemplateChange(tx: TenantTx, wabaId: string): Promise<void> {
  await lockAccount(tx, wabaId)
  await refreshReadiness(tx, wabaId)
}
