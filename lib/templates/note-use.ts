import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { touchLastUsed } from '@/lib/templates/store'

type Use = {
  messageId: string
  name: string
  language: string
  /** Whose it is, where numbers of several accounts send: the number's id at Meta. */
  phoneNumberId: string | null
}

const usesMax = 50_000
/** When each was last written down by this process, in milliseconds. */
const written = oncePerProcess('template-uses', () => new Map<string, number>())

/** Writes down that a template went out, at most once a minute; a send waits for nobody else's. */
export async function noteTemplateUse(ctx: Ctx, use: Use, now = Date.now()): Promise<void> {
  const key = [ctx.tenantId, ctx.mode, use.phoneNumberId, use.name, use.language].join(' ')
  const everySeconds = policy.templates.lastUsedSeconds
  if (now - (written.get(key) ?? 0) < everySeconds * 1_000) return
  if (written.size >= usesMax) written.clear()
  written.set(key, now)
  await withTenant(ctx, (tx) => touchLastUsed(tx, use, everySeconds))
}
