import { asSystem } from '@/db/tenant'
import { noteFault, type Report } from '@/lib/audit/anchor-chains'
import { type Position, start } from '@/lib/audit/chain-schema'
import { fault } from '@/lib/audit/explain-break'
import { readChain } from '@/lib/audit/read-chain'
import type { ChainFault } from '@/lib/audit/schema'
import { type Chain, findChain, findChainsToSweep, findPosition, saveSweep } from '@/lib/audit/system'
import { againstAnchors, endFault, ownAnchor } from '@/lib/audit/verify-chain'
import { policy } from '@/lib/core/policy'

/**
 * Reads whole chains again, each once a day, so many entries a run: a long chain is read over several. What lies
 * before the last anchor would otherwise be looked at by nobody.
 */
export async function sweepChains(report: Report): Promise<{ read: number; broken: number }> {
  const { hours, chainsPerRun: limit, entriesPerRun } = policy.audit.sweep
  const due = await asSystem((tx) => findChainsToSweep(tx, { hours, limit }))
  let read = 0
  let broken = 0
  for (const tenantId of due) {
    if (read >= entriesPerRun) break
    const part = await sweepPart(tenantId, entriesPerRun - read)
    read += part.read
    if (!part.fault) continue
    broken++
    await noteFault({ tenantId, ...part.fault }, report)
  }
  return { read, broken }
}

async function sweepPart(
  tenantId: string,
  most: number,
): Promise<{ read: number; fault: ChainFault | null }> {
  const chain = await asSystem((tx) => findChain(tx, tenantId))
  const from = await resume(tenantId, chain)
  const own = await ownAnchor(tenantId, chain)
  const headSeq = chain.head?.seq ?? 0
  const until = Math.min(headSeq, from.seq + most)
  const check = againstAnchors(own.anchor ? [own.anchor] : [])
  const { at, fault: broken } = await readChain({ tenantId, from, until, check })
  const read = at.seq - from.seq
  const isShort = at.seq < until
  const isDone = until === headSeq
  const found =
    broken ??
    own.fault ??
    (isShort ? fault(at.seq + 1, 'cut_off', `#${at.seq + 1} and what followed are gone.`) : null) ??
    (isDone ? await endFault(tenantId, chain, at) : null) ??
    (isDone && own.anchor && own.anchor.seq > at.seq
      ? fault(at.seq + 1, 'cut_off', `The chain ends at #${at.seq}; #${own.anchor.seq} was signed.`)
      : null)
  if (!found) await asSystem((tx) => saveSweep(tx, tenantId, { seq: at.seq, isDone }))
  return { read, fault: found }
}

/** Where the last run stopped. An entry that is no longer there has it begin anew, and so be found missing. */
async function resume(tenantId: string, { head }: Chain): Promise<Position> {
  const seq = head?.sweptSeq ?? 0
  const position = seq > 0 ? await asSystem((tx) => findPosition(tx, tenantId, seq)) : null
  return position ?? start
}
