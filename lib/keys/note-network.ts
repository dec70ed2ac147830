import { asSystem } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import { networkAround } from '@/lib/core/address-range'
import { runAtStop, runInBackground } from '@/lib/core/background'
import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { type KeyNetwork, touchNetworks } from '@/lib/keys/system'

const { remembered, touchHours } = policy.alerts.keyNetworks
const touchMilliseconds = touchHours * 3_600_000

type Book = {
  /** Until when the database need not hear again of a key and an address. */
  known: Map<string, number>
  pending: Map<string, KeyNetwork>
  isTimed: boolean
}

function book(): Book {
  return oncePerProcess('key-networks', () => {
    runAtStop('key-networks', flushKeyNetworks)
    return { known: new Map(), pending: new Map(), isTimed: false }
  })
}

/** Notes where a key is used from. A call from where it called before costs its caller a look into a map. */
export function noteKeyNetwork({
  tenantId,
  keyId,
  address,
}: Omit<KeyNetwork, 'network'> & { address: string }) {
  const own = book()
  const now = performance.now()
  const name = `${keyId} ${address}`
  if (now < (own.known.get(name) ?? 0)) return
  if (own.known.size >= remembered) own.known.clear()
  own.known.set(name, now + touchMilliseconds)
  const network = networkAround(address, { v4: 16, v6: 32 })
  if (!network || own.pending.size >= remembered) return
  own.pending.set(`${keyId} ${network}`, { tenantId, keyId, network })
  flushLater(own)
}

function flushLater(own: Book): void {
  if (own.isTimed) return
  own.isTimed = true
  setTimeout(() => {
    own.isTimed = false
    runInBackground(flushKeyNetworks)
  }, policy.alerts.counts.flushMilliseconds).unref()
}

/** Writes down where keys were used from, and tells of what is new to a key that was used elsewhere before. */
export async function flushKeyNetworks(): Promise<void> {
  const own = book()
  const seen = [...own.pending.values()]
  if (seen.length === 0) return
  own.pending.clear()
  try {
    const fresh = await asSystem((tx) => touchNetworks(tx, seen))
    for (const { tenantId, keyId, network } of fresh)
      await noteSignal({ tenantId, kind: 'key_from_new_network', subject: keyId, facts: { network } })
  } catch (error) {
    log.warn('networks of keys could not be written', { networks: seen.length, err: error })
    own.known.clear()
  }
}
