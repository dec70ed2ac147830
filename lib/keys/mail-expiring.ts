import { asSystem, type SystemTx } from '@/db/tenant'
import { toTimestamp } from '@/lib/core/time'
import { keyMail } from '@/lib/keys/key-mail'
import { claimExpiringKeys, type ExpiringKey, findWorkspace } from '@/lib/keys/notice-system'
import { queueMailIn } from '@/lib/mails/queue'
import { listOwnersIn } from '@/lib/tenants/list-owners'

const batch = 100

/**
 * Tells owners of keys whose end is near, once at each distance. That they are told is written in the transaction that
 * queues the mail, so that it may run on many machines. A key that another has replaced is meant to end.
 */
export async function mailExpiringKeys(): Promise<{ keys: number }> {
  let keys = 0
  for (;;) {
    const told = await asSystem(async (tx) => {
      const expiring = await claimExpiringKeys(tx, batch)
      for (const key of expiring) await tellOwners(tx, key)
      return expiring.length
    })
    keys += told
    if (told < batch) return { keys }
  }
}

async function tellOwners(tx: SystemTx, key: ExpiringKey): Promise<void> {
  const workspace = await findWorkspace(tx, key.tenantId)
  if (!workspace || !key.expiresAt) return
  const fields = { ...keyMail(workspace, key), expiresAt: toTimestamp(key.expiresAt) }
  for (const { id, email } of await listOwnersIn(tx, key.tenantId))
    await queueMailIn(tx, {
      template: 'key_expiring',
      to: email,
      fields,
      dedupeKey: `key_expiring ${key.id} ${key.expiryNoticedDays} ${id}`,
    })
}
