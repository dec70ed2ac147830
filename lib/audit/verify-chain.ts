import { asSystem } from '@/db/tenant'
import { type Anchor, readAnchor } from '@/lib/audit/anchor'
import { type Position, start } from '@/lib/audit/chain-schema'
import { fault } from '@/lib/audit/explain-break'
import { entriesOf, readChain } from '@/lib/audit/read-chain'
import type { ChainFault } from '@/lib/audit/schema'
import { type Chain, findChain } from '@/lib/audit/system'

export type Verdict = { tenantId: string; entries: number; anchors: number; fault: ChainFault | null }

/**
 * Reads a tenant's chain from its first entry to its last, and holds it against its head and against what was signed:
 * the anchors from outside, and the one that the head itself carries.
 */
export async function verifyChain(tenantId: string, outside: readonly Anchor[] = []): Promise<Verdict> {
  const chain = await asSystem((tx) => findChain(tx, tenantId))
  const own = await ownAnchor(tenantId, chain)
  const anchors = [...outside, ...(own.anchor ? [own.anchor] : [])].sort(
    (left, right) => left.seq - right.seq,
  )
  const { at, fault: broken } = await readChain({
    tenantId,
    from: start,
    until: chain.head?.seq ?? chain.lastSeq,
    check: againstAnchors(anchors),
  })
  const verdict = broken ?? own.fault ?? (await endFault(tenantId, chain, at)) ?? cutFault(anchors, at)
  return { tenantId, entries: at.seq, anchors: anchors.length, fault: verdict }
}

/** What the head carries was signed by us for this chain, or somebody put it there. */
export async function ownAnchor(
  tenantId: string,
  { head }: Pick<Chain, 'head'>,
): Promise<{ anchor: Anchor | null; fault: ChainFault | null }> {
  if (!head || (head.anchor === null && head.anchoredSeq === 0)) return { anchor: null, fault: null }
  const anchor = head.anchor === null ? null : await readAnchor(head.anchor)
  if (anchor === 'unknown key') return { anchor: null, fault: null }
  if (anchor?.tenantId === tenantId && anchor.seq === head.anchoredSeq) return { anchor, fault: null }
  return {
    anchor: null,
    fault: fault(head.anchoredSeq, 'anchor_forged', 'The head carries an anchor that is not ours.'),
  }
}

/** Asked of each position in turn; it remembers how far anchors have agreed. */
export function againstAnchors(anchors: readonly Anchor[]): (position: Position) => ChainFault | null {
  const bySeq = new Map<number, Anchor[]>()
  for (const anchor of anchors) {
    const known = bySeq.get(anchor.seq)
    if (known) known.push(anchor)
    else bySeq.set(anchor.seq, [anchor])
  }
  let agreed = 0
  return ({ seq, hash }) => {
    const said = bySeq.get(seq)
    if (!said) return null
    const other = said.find((anchor) => anchor.hash !== hash)
    if (!other) {
      agreed = seq
      return null
    }
    return fault(
      agreed + 1,
      'rewritten',
      `The chain was written anew between #${agreed + 1} and #${seq}: ${whatWasSigned(other)}.`,
    )
  }
}

/** The end of the chain, read as far as its head says, against that head. */
export async function endFault(
  tenantId: string,
  { head, lastSeq }: Chain,
  at: Position,
): Promise<ChainFault | null> {
  if (!head) return lastSeq > 0 ? fault(lastSeq, 'head_rewritten', 'The head of the chain is gone.') : null
  if (head.seq > at.seq)
    return fault(at.seq + 1, 'cut_off', `The head says that the chain goes on to #${head.seq}.`)
  if (head.hash !== at.hash)
    return fault(at.seq, 'head_rewritten', `The head has another hash than #${at.seq}.`)
  return lastSeq > head.seq ? beyondFault(tenantId, head.seq, at, lastSeq) : null
}

async function beyondFault(
  tenantId: string,
  seq: number,
  at: Position,
  lastSeq: number,
): Promise<ChainFault> {
  const { at: end } = await readChain({ tenantId, from: at, until: lastSeq })
  if (end.seq === lastSeq)
    return fault(seq, 'head_rewritten', `The head says #${seq}; the chain goes on to #${lastSeq}.`)
  for await (const entry of entriesOf(tenantId, seq, lastSeq))
    return fault(entry.seq, 'inserted', `#${entry.seq} was put in behind the end, #${seq}.`)
  return fault(seq, 'head_rewritten', `The head says #${seq}.`)
}

function cutFault(anchors: readonly Anchor[], at: Position): ChainFault | null {
  const beyond = anchors.find(({ seq }) => seq > at.seq)
  return beyond
    ? fault(at.seq + 1, 'cut_off', `The chain ends at #${at.seq}, and ${whatWasSigned(beyond)}.`)
    : null
}

function whatWasSigned({ seq, at }: Anchor): string {
  return `#${seq} was signed on ${at.toISOString()}`
}
