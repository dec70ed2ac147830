import { and, desc, eq, sql } from 'drizzle-orm'
import { devices, sessions } from '@/db/tables/sessions'
import type { SystemTx } from '@/db/tenant'

const now = sql`clock_timestamp()`

export async function hasDevice(tx: SystemTx, userId: string, tokenHash: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: devices.id })
    .from(devices)
    .where(and(eq(devices.userId, userId), eq(devices.tokenHash, tokenHash)))
  return row !== undefined
}

/** Whether this person has been seen at any browser before. */
export async function hasDevices(tx: SystemTx, userId: string): Promise<boolean> {
  const [row] = await tx.select({ id: devices.id }).from(devices).where(eq(devices.userId, userId)).limit(1)
  return row !== undefined
}

type NewDevice = { id: string; userId: string; tokenHash: string; userAgent: string }

export async function saveDevice(tx: SystemTx, device: NewDevice): Promise<void> {
  const { userAgent } = device
  await tx
    .insert(devices)
    .values({ ...device, lastSeenAt: now })
    .onConflictDoUpdate({
      target: [devices.userId, devices.tokenHash],
      set: { userAgent, lastSeenAt: now },
    })
}

/** The addresses that a person's sessions began at before, the latest first. */
export async function selectEarlierAddresses(
  tx: SystemTx,
  userId: string,
  except: string,
): Promise<string[]> {
  const rows = await tx
    .select({ address: sessions.address })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), sql`${sessions.id} <> ${except}`))
    .orderBy(desc(sessions.createdAt))
    .limit(200)
  return rows.map(({ address }) => address)
}
