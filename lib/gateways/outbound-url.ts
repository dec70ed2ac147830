import { isIP } from 'node:net'
import { policy } from '@/lib/core/policy'

export type UrlAnswer = { ok: true; url: string } | { ok: false; reason: string }

/** Names that mean this machine or a private network: RFC 6761, 6762, 7686, 8375, 9476, and what routers hand out. */
const privateNames =
  /(^|\.)(localhost|local|localdomain|internal|intranet|corp|home|lan|private|home\.arpa|onion|alt|test|invalid)$/

const hostName = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/

/**
 * The rules on the text of a URL that we post to; the answer's URL is the one to keep, its host in lower case and as
 * punycode. What the parser would drop or turn into something else (tabs, backslashes, a missing slash) is refused
 * before it is parsed. Where the private is allowed, so are http, any port, and addresses for hosts.
 */
export function checkUrlText(text: string, { allowPrivate }: { allowPrivate: boolean }): UrlAnswer {
  const { urlLength, ports } = policy.webhooks
  const schemes = allowPrivate ? 'https:// or http://' : 'https://'
  if (text.length > urlLength) return no(`The URL must be at most ${urlLength} characters long.`)
  if (/[\p{C}\p{Z}\\]/u.test(text))
    return no('The URL must not contain spaces, control characters or backslashes.')
  if (!(allowPrivate ? /^https?:\/\/[^/]/i : /^https:\/\/[^/]/i).test(text))
    return no(`The URL must begin with ${schemes} and a host name.`)
  if (text.includes('#')) return no('The URL must not have a fragment (#…): it would never be sent.')
  if (/^[^/]*\/\/[^/?]*@/.test(text))
    return no('The URL must not contain a user name or a password; use a custom header instead.')
  if (!URL.canParse(text)) return no('The URL cannot be read.')
  const url = new URL(text)
  if (url.href.length > urlLength) return no(`The URL must be at most ${urlLength} characters long.`)
  if (url.port === '0') return no('The port of the URL must be between 1 and 65535.')
  if (allowPrivate) return { ok: true, url: url.href }
  const port = Number(url.port || 443)
  if (!ports.some((allowed) => allowed === port)) return no(`The port must be ${ports.join(' or ')}.`)
  return checkHostName(url.hostname) ?? { ok: true, url: url.href }
}

/** The host of a URL as `net` wants it: an IPv6 address without its brackets. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function checkHostName(hostname: string): UrlAnswer | null {
  if (isIP(bareHost(hostname)) !== 0) return no('The host must be a name, not an IP address.')
  if (hostname.endsWith('.')) return no('The host name must not end in a dot.')
  if (privateNames.test(hostname)) return no('The host name must be one of the public internet.')
  if (!hostName.test(hostname)) return no('The host must be a full name, like hooks.example.com.')
  return null
}

function no(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
