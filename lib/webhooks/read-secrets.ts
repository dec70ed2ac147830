import { randomBytes } from 'node:crypto'
import type { TenantTx } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { signingSecrets } from '@/lib/webhooks/secret-rules'
import {
  insertSecret,
  lockSecrets,
  placeOfSecret,
  readClock,
  type SealedSecret,
  selectSealedSecrets,
} from '@/lib/webhooks/secret-store'

type Secrets = [newest: SealedSecret, ...older: SealedSecret[]]

/** The mode's secrets, the newest first, still sealed, and the time by the database's clock. */
export async function readSecrets(ctx: Ctx, tx: TenantTx): Promise<{ newestFirst: Secrets; now: Date }> {
  const [newest, ...older] = await selectSealedSecrets(tx)
  const now = await readClock(tx)
  if (newest) return { newestFirst: [newest, ...older], now }
  // A workspace from before there were webhooks has none: it gets one as soon as somebody asks.
  await lockSecrets(tx)
  const [made = await makeSecret(ctx, tx), ...rest] = await selectSealedSecrets(tx)
  return { newestFirst: [made, ...rest], now }
}

/** A new secret of the mode, kept. Whoever calls holds the lock. */
export async function makeSecret({ tenantId }: Ctx, tx: TenantTx): Promise<SealedSecret> {
  const id = newUuid()
  const place = placeOfSecret(tenantId, id)
  const sealed = seal(place, `whsec_${randomBytes(policy.webhooks.secret.bytes).toString('base64')}`)
  return { place, sealed, createdAt: await insertSecret(tx, { id, secretSealed: sealed }) }
}

export function openSecret({ place, sealed }: SealedSecret): string {
  return openSealed(place, sealed)
}

/** What signs now, in the clear: for a request that is about to go out, and for nothing else. */
export async function openSigningSecrets(ctx: Ctx, tx: TenantTx): Promise<{ secrets: string[]; now: Date }> {
  const { newestFirst, now } = await readSecrets(ctx, tx)
  return { secrets: signingSecrets(newestFirst, now).map(openSecret), now }
}
