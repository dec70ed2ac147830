import { asSystem } from '@/db/tenant'
import type { ChainEntry, Position } from '@/lib/audit/chain-schema'
import { explainBreak, fault, nextPosition } from '@/lib/audit/explain-break'
import type { ChainFault } from '@/lib/audit/schema'
import { selectChain } from '@/lib/audit/system'
import { equalSecrets } from '@/lib/core/crypto'
import { keyIds } from '@/lib/core/key-ring'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'

type Reading = {
  tenantId: string
  from: Position
  /** The last number to read. */
  until: number
  /** What else is known of a position, from outside: a fault when it says something else. */
  check?: (position: Position) => ChainFault | null
}

/** Reads a chain from a position that holds, computing each hash anew, up to the first entry that does not follow. */
export async function readChain({
  tenantId,
  from,
  until,
  check = () => null,
}: Reading): Promise<{ at: Position; fault: ChainFault | null }> {
  let at = from
  let before: Position | null = null
  for await (const entry of entriesOf(tenantId, placeBefore(from), until)) {
    const next = nextPosition(at, entry)
    if (!next) {
      const rest = entriesOf(tenantId, placeBefore(at), Number.MAX_SAFE_INTEGER)
      return { at, fault: await explainBreak({ at, before, rest }) }
    }
    const wrong = addressFault(entry) ?? check(next)
    if (wrong) return { at, fault: wrong }
    before = at
    at = next
  }
  return { at, fault: null }
}

/** Nothing stands before the first entry: who put something there counts on nobody looking. */
function placeBefore({ seq }: Position): number {
  return seq === 0 ? Number.MIN_SAFE_INTEGER : seq
}

/** In pages of a transaction each, so that nothing waits for a long chain. */
export async function* entriesOf(tenantId: string, after: number, until: number): AsyncGenerator<ChainEntry> {
  const limit = policy.audit.readBatch
  let last = after
  for (;;) {
    const page = await asSystem((tx) => selectChain(tx, tenantId, { after: last, until, limit }))
    yield* page
    last = page.at(-1)?.seq ?? last
    if (page.length < limit) return
  }
}

/** The chain covers the pseudonym of an address, and so the address for as long as that is there and its key is. */
function addressFault({ seq, address, addressHash }: ChainEntry): ChainFault | null {
  if (address === null) return null
  const keyId = addressHash.slice(0, addressHash.lastIndexOf('.'))
  if (!keyIds().includes(keyId)) return null
  const isSame = equalSecrets(addressHash, `${keyId}.${pseudonym('address', address, keyId)}`)
  return isSame ? null : fault(seq, 'edited', `#${seq}: its address was changed.`)
}
