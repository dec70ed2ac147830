import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { allowedAddresses, type Guard, OutboundFault } from '@/lib/gateways/outbound-connect'
import { exchange, type OutboundAnswer } from '@/lib/gateways/outbound-exchange'
import { requestHeaders } from '@/lib/gateways/outbound-headers'
import { localNames, publicNames } from '@/lib/gateways/outbound-names'
import { makePools } from '@/lib/gateways/outbound-pools'
import { bareHost, checkUrlText, type UrlAnswer } from '@/lib/gateways/outbound-url'

export type { OutboundAnswer }

export type OutboundPost = {
  url: string
  /** Names and values of `isSendableHeader`; `user-agent`, `accept` and `accept-encoding` come by themselves. */
  headers: Record<string, string>
  body: string
  /** From the call to the last byte of the answer. */
  timeoutMilliseconds: number
  /** Of the answer's body; what is longer is cut, and its connection dropped. */
  readBytes: number
  signal?: AbortSignal
}

export type HostAnswer = { ok: true } | { ok: false; reason: string }

type Target = { origin: string; path: string }

/** How this process posts to tenants' URLs: what they may be, and the connections. Source: promises.md B4. */
export function makeOutbound(guard: Guard) {
  const pools = makePools(guard)
  const checkUrl = (text: string): UrlAnswer => checkUrlText(text, guard)
  const known = new Map<string, Target | null>()

  /** Where to post, or null where that is not allowed: the rules on a text never change, so each is read once. */
  function targetOf(text: string): Target | null {
    const before = known.get(text)
    if (before !== undefined) return before
    const checked = checkUrl(text)
    const url = checked.ok ? new URL(checked.url) : null
    const target = url && { origin: url.origin, path: `${url.pathname}${url.search}` }
    if (known.size >= policy.webhooks.outbound.origins) known.clear()
    known.set(text, target)
    return target
  }

  async function checkHost(text: string): Promise<HostAnswer> {
    const checked = checkUrl(text)
    if (!checked.ok) return checked
    try {
      await allowedAddresses(guard, bareHost(new URL(checked.url).hostname))
      return { ok: true }
    } catch (fault) {
      return { ok: false, reason: reasonOf(fault) }
    }
  }

  async function post({ url: text, headers: given, ...asked }: OutboundPost): Promise<OutboundAnswer> {
    const target = targetOf(text)
    const headers = requestHeaders(given)
    if (!target || !headers) return { outcome: 'failed', error: 'url_not_allowed', milliseconds: 0 }
    return exchange(pools.for(target.origin), { ...asked, headers, path: target.path })
  }

  return { checkUrl, checkHost, post, close: pools.close }
}

function reasonOf(fault: unknown): string {
  return fault instanceof OutboundFault && fault.word === 'url_not_allowed'
    ? 'The host name must lead to addresses of the public internet alone.'
    : 'The host name was not found.'
}

function outbound() {
  return oncePerProcess('outbound', () => {
    const allowPrivate = env().WEBHOOK_ALLOW_PRIVATE === '1'
    return makeOutbound({ allowPrivate, resolve: allowPrivate ? localNames() : publicNames() })
  })
}

/** The rules on the text of a URL alone; `url` is what to keep, and `reason` a sentence for the tenant. */
export function checkOutboundUrl(text: string): UrlAnswer {
  return outbound().checkUrl(text)
}

/** The same, and where its name leads now: asked when a URL is saved. Each connection asks again. */
export function checkOutboundHost(url: string): Promise<HostAnswer> {
  return outbound().checkHost(url)
}

/**
 * Posts to a tenant's URL over kept connections to checked addresses; follows no redirect. Never throws, and its
 * words for what went wrong tell nothing of our network. A header that may not be sent is `url_not_allowed` too.
 */
export function postOutbound(post: OutboundPost): Promise<OutboundAnswer> {
  return outbound().post(post)
}

/** Ends all connections; what is under way fails. */
export function closeOutbound(): Promise<void> {
  return outbound().close()
}
