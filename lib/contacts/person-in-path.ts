import type { Person } from '@/lib/contacts/schema'
import { AppError } from '@/lib/core/errors'
import { PhoneNumber, suggestE164 } from '@/lib/core/phone'

/** A country, a dot, and up to 128 letters and digits; those of a parent business have `ENT` in between. */
const bsuidPattern = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

/**
 * Whom a path names: a number in E.164, its plus written as it is or as `%2B`, or WhatsApp's id of somebody who hides
 * theirs. Throws `recipient_invalid`.
 */
export function personInPath(segment: string): Person {
  const text = decoded(segment)
  if (bsuidPattern.test(text)) return { phone: null, bsuid: text }
  const [issue] = PhoneNumber.safeParse(text).error?.issues ?? []
  if (!issue) return { phone: text, bsuid: null }
  const meant = suggestE164(text.slice(0, 64))
  throw new AppError('recipient_invalid', {
    faults: [
      {
        path: 'phone',
        message: issue.message,
        ...(meant ? { fix: `Did you mean ${meant}?` } : {}),
      },
    ],
  })
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
