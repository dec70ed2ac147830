import { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { type Anchor, readAnchor } from '@/lib/audit/anchor'
import { fault } from '@/lib/audit/explain-break'
import { findHeads, listChains } from '@/lib/audit/system'
import { type Verdict, verifyChain } from '@/lib/audit/verify-chain'
import { readAnchorLines } from '@/lib/gateways/anchor-files'

export type Anchors = {
  byTenant: ReadonlyMap<string, Anchor[]>
  /** Where something stands that has the form of an anchor and not our signature. */
  forged: string[]
  /** Lines without an anchor, and anchors whose key has left the ring. */
  unreadable: number
}

/** The anchors of a file or a folder of them: our own files, or an export of the log. */
export async function readAnchors(path: string): Promise<Anchors> {
  const byTenant = new Map<string, Anchor[]>()
  const forged: string[] = []
  let unreadable = 0
  for await (const { text, place } of readAnchorLines(path)) {
    const jws = Line.safeParse(text).data?.anchor
    const anchor = jws === undefined ? undefined : await readAnchor(jws)
    if (anchor === undefined || anchor === 'unknown key') unreadable++
    else if (anchor === null) forged.push(place)
    else {
      const known = byTenant.get(anchor.tenantId)
      if (known) known.push(anchor)
      else byTenant.set(anchor.tenantId, [anchor])
    }
  }
  return { byTenant, forged, unreadable }
}

const Line = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.issues.push({ code: 'custom', message: 'No JSON.', input: text })
      return z.NEVER
    }
  })
  .pipe(z.object({ anchor: z.string() }))

/**
 * Every chain, or one tenant's, against the anchors at `path`, when there is one. A chain of which nothing is left but
 * its anchors is verified as well, and found gone.
 */
export async function verifyChains({
  tenantId,
  path,
}: {
  tenantId?: string | undefined
  path?: string | undefined
}): Promise<{ verdicts: AsyncGenerator<Verdict>; anchors: Anchors | null }> {
  // Before the files are read: what is noted here is outside by then.
  const noted = await asSystem(findHeads)
  const anchors = path === undefined ? null : await readAnchors(path)
  const all = new Set([...(await asSystem(listChains)), ...(anchors?.byTenant.keys() ?? [])])
  const ids = tenantId === undefined ? [...all] : [tenantId]
  return { verdicts: verdictsOf(ids, noted, anchors), anchors }
}

async function* verdictsOf(
  ids: readonly string[],
  noted: ReadonlyMap<string, number>,
  anchors: Anchors | null,
): AsyncGenerator<Verdict> {
  for (const id of ids) {
    const outside = anchors?.byTenant.get(id) ?? []
    const verdict = await verifyChain(id, outside)
    const signed = noted.get(id) ?? 0
    const isMissing = anchors !== null && signed > 0 && !outside.some(({ seq }) => seq >= signed)
    yield verdict.fault || !isMissing
      ? verdict
      : {
          ...verdict,
          fault: fault(signed, 'anchor_missing', `#${signed} was signed, and no anchor outside says so.`),
        }
  }
}
