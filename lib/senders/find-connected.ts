import { asSystem, type TenantTx } from '@/db/tenant'
import { selectTenantsOfAccount } from '@/lib/senders/account-system'
import { findSenderByNumber, selectConnected } from '@/lib/senders/store'
import { selectTenantsOfNumber } from '@/lib/senders/system'

/** The sender with this UUID, or the primary one; null when it cannot be written to. */
export function findConnectedSender(
  tx: TenantTx,
  id: string | null,
): Promise<{ id: string; phone: string } | null> {
  return selectConnected(tx, id)
}

/** Whose number it is that Meta names. More than one tenant only while a number moves from one to another. */
export function findTenantsOfNumber(phoneNumberId: string): Promise<string[]> {
  return asSystem((tx) => selectTenantsOfNumber(tx, phoneNumberId))
}

/** Whose WhatsApp Business Account it is that Meta names. Several tenants may have shared the same one. */
export function findTenantsOfAccount(wabaId: string): Promise<string[]> {
  return asSystem((tx) => selectTenantsOfAccount(tx, wabaId))
}

/** The UUID of the tenant's sender that Meta names by this number, or null. */
export async function findSenderOfNumber(tx: TenantTx, phoneNumberId: string): Promise<string | null> {
  return (await findSenderByNumber(tx, phoneNumberId))?.id ?? null
}
