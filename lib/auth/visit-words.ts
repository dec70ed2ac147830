import Bowser from 'bowser'
import { toTimestamp } from '@/lib/core/time'
import type { Visit } from '@/lib/core/visit'

/** A visit as a mail tells of it: when, with what, from where. */
export function visitWords({ userAgent, address }: Visit): { at: string; browser: string; place: string } {
  return {
    at: toTimestamp(new Date()),
    browser: browserWords(userAgent),
    place: address || 'an unknown place',
  }
}

/** `Chrome on Windows`, as far as a browser says so. */
export function browserWords(userAgent: string): string {
  if (userAgent === '') return 'an unknown browser'
  const parser = Bowser.getParser(userAgent)
  return [parser.getBrowserName() || 'A browser', parser.getOSName()].filter(Boolean).join(' on ')
}
