import { asSystem } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import { seal } from '@/lib/core/crypto'
import { currentKeyId } from '@/lib/core/key-ring'
import { log } from '@/lib/core/log'
import {
  type LastingColumn,
  lastingColumns,
  placeOf,
  replaceSealed,
  type SealedValue,
  selectSealedByOthers,
} from '@/lib/privacy/reseal-system'

/** How many values were sealed anew, did not open, or were changed by somebody else meanwhile. */
type Resealed = { resealed: number; unopened: number; changed: number }

/**
 * Seals everything that lasts under the first key of the ring: once a run has found nothing to do, no older key seals
 * any of it. What ends by itself is left to end, so that an older key stays for `policy.keyRing.oldKeyHours` more.
 *
 * A value is only replaced while it is the one that was read: a token that somebody stored meanwhile stays. A value
 * that does not open is told of by the alert for it, left as it is, and stops nothing else. Any number of processes
 * may do this at once, and sends go on: both keys open until the older one leaves the ring.
 */
export async function reseal(): Promise<Resealed> {
  const done = { resealed: 0, unopened: 0, changed: 0 }
  for (const column of lastingColumns) await resealColumn(column, done)
  if (done.unopened > 0) log.error('sealed values do not open', { count: done.unopened })
  return done
}

async function resealColumn(column: LastingColumn, done: Resealed): Promise<void> {
  const keyId = currentKeyId()
  let last: SealedValue | null = null
  for (;;) {
    const after: SealedValue | null = last
    const page: SealedValue[] = await asSystem((tx) => selectSealedByOthers(tx, column, keyId, after))
    if (page.length === 0) return
    const values = page.flatMap((value) => sealAnew(column, value))
    const replaced = await asSystem((tx) => replaceSealed(tx, column, values))
    done.resealed += replaced
    done.unopened += page.length - values.length
    done.changed += values.length - replaced
    last = page.at(-1) ?? null
  }
}

/** Nothing for what does not open. */
function sealAnew(column: LastingColumn, value: SealedValue): (SealedValue & { anew: string })[] {
  const place = placeOf(column, value)
  let secret: string
  try {
    secret = openSealed(place, value.sealed)
  } catch {
    return []
  }
  return [{ ...value, anew: seal(place, secret) }]
}
