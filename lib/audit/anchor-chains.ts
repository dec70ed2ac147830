import { asSystem } from '@/db/tenant'
import { signAnchor } from '@/lib/audit/anchor'
import { start } from '@/lib/audit/chain-schema'
import { fault } from '@/lib/audit/explain-break'
import { readChain } from '@/lib/audit/read-chain'
import type { ChainFault } from '@/lib/audit/schema'
import { findChain, findChainsToAnchor, saveAnchor, saveFault } from '@/lib/audit/system'
import { endFault, ownAnchor } from '@/lib/audit/verify-chain'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { appendAnchors } from '@/lib/gateways/anchor-files'

export type BrokenChain = ChainFault & { tenantId: string }
export type Report = (broken: BrokenChain) => Promise<void>

/**
 * Signs the heads of the chains that grew and hands them out of the database, once what is new has been read and
 * found whole: what is broken is reported, and never signed. First outside, then noted: what was interrupted in
 * between is signed twice, and nothing is noted that is not outside.
 */
export async function anchorChains(report: Report): Promise<{ anchored: number; broken: number }> {
  const { hours, chainsPerRun: limit } = policy.audit.anchor
  const due = await asSystem((tx) => findChainsToAnchor(tx, { hours, limit }))
  const signed: Signed[] = []
  let broken = 0
  for (const tenantId of due) {
    const outcome = await signHead(tenantId)
    if ('anchor' in outcome) signed.push(outcome)
    else {
      broken++
      await noteFault(outcome, report)
    }
  }
  await handOut(signed)
  for (const head of signed) await asSystem((tx) => saveAnchor(tx, head.tenantId, head))
  return { anchored: signed.length, broken }
}

type Signed = { tenantId: string; seq: number; anchor: string }

async function signHead(tenantId: string): Promise<Signed | BrokenChain> {
  const chain = await asSystem((tx) => findChain(tx, tenantId))
  const own = await ownAnchor(tenantId, chain)
  const from = own.anchor ?? start
  const headSeq = chain.head?.seq ?? 0
  if (own.fault) return { tenantId, ...own.fault }
  if (headSeq < from.seq)
    return {
      tenantId,
      ...fault(headSeq + 1, 'cut_off', `The chain ends at #${headSeq}; #${from.seq} was signed.`),
    }
  const { at, fault: broken } = await readChain({ tenantId, from, until: headSeq })
  const found = broken ?? (await endFault(tenantId, chain, at))
  if (found) return { tenantId, ...found }
  return { tenantId, seq: at.seq, anchor: await signAnchor({ tenantId, ...at }) }
}

async function handOut(signed: readonly Signed[]): Promise<void> {
  if (signed.length === 0) return
  const folder = env().AUDIT_ANCHORS_DIR
  const heads = signed.map(({ tenantId, seq, anchor }) => ({
    tenant_id: toTypeId('tenant', tenantId),
    seq,
    anchor,
  }))
  if (folder)
    await appendAnchors(
      folder,
      heads.map((head) => JSON.stringify(head)),
    )
  else for (const head of heads) log.info('audit head', head)
}

export async function noteFault({ tenantId, ...found }: BrokenChain, report: Report): Promise<void> {
  log.error('an audit chain is broken', { tenantId: toTypeId('tenant', tenantId), ...found })
  await asSystem((tx) => saveFault(tx, tenantId, found))
  await report({ tenantId, ...found })
}
