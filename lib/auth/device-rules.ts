import Bowser from 'bowser'
import type { Place } from '@/lib/auth/schema'
import { isLocalAddress, networkOf } from '@/lib/core/network'

/** A browser and its system in words, as far as it says what it is. */
export function describeBrowser(userAgent: string): string {
  const { browser, os } = Bowser.parse(userAgent || 'unknown')
  const name = browser.name ? [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ') : ''
  if (!name) return os.name ? `A browser on ${os.name}` : 'An unknown browser'
  return os.name ? `${name} on ${os.name}` : name
}

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Where an address is, in words. More than a country nobody can honestly tell from it. */
export function describePlace(address: string, country: string | null): Place {
  const network = networkOf(address)
  if (isLocalAddress(address)) return { words: 'Local network', network }
  return { words: (country && countries.of(country)) || 'An unknown place', network }
}

/** The same in one line, for a mail. */
export function lineOfPlace({ words, network }: Place): string {
  return network ? `${words} (${network})` : words
}

/** What a device's token looks like: whoever sends anything else has none of ours. */
export function isDeviceToken(token: string | undefined): token is string {
  return /^[\w-]{43}$/.test(token ?? '')
}
