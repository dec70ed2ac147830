import type { Env } from '@/lib/core/env'

/** The domains from which Meta serves files: these and what lies below them. */
const domains = ['fbsbx.com', 'facebook.com', 'fbcdn.net', 'whatsapp.net', 'whatsapp.com']

/**
 * Whether a file may be fetched there with a tenant's token, which whoever answers at that address learns. Meta's own
 * hosts over https on its usual port, and, where the Graph API is a stand-in on this machine, that stand-in.
 */
export function isMediaUrl(text: string, settings: Pick<Env, 'APP_ENV' | 'META_GRAPH_URL'>): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return false
  if (isStandIn(url, settings)) return true
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`))
  )
}

function isStandIn(url: URL, { APP_ENV, META_GRAPH_URL }: Pick<Env, 'APP_ENV' | 'META_GRAPH_URL'>): boolean {
  return (APP_ENV === 'development' || APP_ENV === 'test') && url.origin === new URL(META_GRAPH_URL).origin
}
