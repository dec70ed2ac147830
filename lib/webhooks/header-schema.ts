import { z } from 'zod'
import { policy } from '@/lib/core/policy'

const { count, nameLength, valueLength } = policy.webhooks.headers

/** What belongs to the connection, to the body that we write, to our signature, or to browsers. */
const ours = new Set(
  'accept-encoding connection cookie cookie2 expect host http2-settings keep-alive set-cookie te trailer trailers transfer-encoding upgrade user-agent via'.split(
    ' ',
  ),
)
const ourPrefixes = /^(content|proxy|sec|webhook)-/
/** RFC 9110, 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** RFC 9110, 5.5, without what is obsolete there: other bytes do not arrive everywhere as they were sent. */
const value = /^[\x21-\x7e]([\x20\x21-\x7e]*[\x21-\x7e])?$/

/** What is wrong with a header of the tenant's own, in words; null when it may be sent. Never tells its value. */
export function headerFault(name: string, text: string): string | null {
  if (name.length > nameLength) return `The name must have at most ${nameLength} characters.`
  if (!token.test(name)) return 'The name must consist of letters, digits and hyphens.'
  if (ours.has(name.toLowerCase()) || ourPrefixes.test(name.toLowerCase()))
    return 'This header cannot be set: we set it ourselves, or it belongs to the connection.'
  if (text.length > valueLength) return `The value must have at most ${valueLength} characters.`
  if (!value.test(text))
    return 'The value must be printable ASCII, without a space at its beginning or end, and not be empty.'
  return null
}

/** Headers of the tenant's own, by name. Every fault at once. */
export const HeaderPairs = z
  .record(z.string(), z.string())
  .superRefine((headers, context) => {
    const seen = new Set<string>()
    const names = Object.keys(headers)
    if (names.length > count) context.addIssue(`At most ${count} headers; these are ${names.length}.`)
    for (const [name, text] of Object.entries(headers)) {
      const fault = seen.has(name.toLowerCase())
        ? 'The same name, but for its case, comes twice.'
        : headerFault(name, text)
      seen.add(name.toLowerCase())
      if (fault) context.addIssue({ code: 'custom', path: [name], message: fault })
    }
  })
  .describe(
    'Headers to send along, such as an Authorization of your own. Kept sealed; only their names are shown.',
  )
