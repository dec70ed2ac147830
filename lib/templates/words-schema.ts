import type { TemplateStatus } from '@/lib/templates/schema'

type Words = { reason: string; fix: string }

/** Why Meta's reviewers reject, by Meta's own word for it. */
const rejections: Record<string, Words> = {
  ABUSIVE_CONTENT: {
    reason: "Meta's review found content that its policy does not allow.",
    fix: 'Take out what threatens, offends or deceives, and hand it in again.',
  },
  INCORRECT_CATEGORY: {
    reason: 'The content belongs to another category than the one it was given.',
    fix: 'Choose marketing for offers and news, utility for what the person asked for, then hand it in again.',
  },
  CATEGORY_NOT_AVAILABLE: {
    reason: 'The account may not make templates of this category yet.',
    fix: 'Verify the business at Meta, or choose another category.',
  },
  INVALID_FORMAT: {
    reason: 'The variables or the layout are not as Meta wants them.',
    fix: 'Put words before, between and after variables, number them from 1, and check links and examples.',
  },
  PROMOTIONAL: {
    reason: 'It promotes something, which its category does not allow.',
    fix: 'Take the offer out, or hand it in as marketing.',
  },
  SCAM: {
    reason: 'Meta takes it for a scam.',
    fix: 'Say who you are and what it is about; ask for no password, card or payment.',
  },
  TAG_CONTENT_MISMATCH: {
    reason: 'The content does not fit its language or category.',
    fix: 'Check that all of it is in the chosen language, and that the category fits.',
  },
}

/** What Meta says to a call that it refuses, by the subcode, else the code. */
const refusals: Record<number, Words> = {
  2388024: {
    reason: 'Meta has a template of this name and language already.',
    fix: 'Sync, and edit that one, or choose another name.',
  },
  2388023: {
    reason: 'A template of this name and language is being deleted at Meta.',
    fix: 'Choose another name; this one is free again after 30 days.',
  },
  2388019: {
    reason: 'The account has as many templates as Meta allows.',
    fix: 'Delete those that nobody uses.',
  },
  2388039: {
    reason: 'Meta does not let this template be edited now.',
    fix: 'An approved one can be edited once a day and ten times in 30 days; one in review not at all.',
  },
  2388040: { reason: 'A text is longer than Meta allows.', fix: 'Shorten it.' },
  2388047: {
    reason: 'Meta does not take the header as it is.',
    fix: 'Leave out line breaks, formatting and emoji; one variable at most.',
  },
  2388072: {
    reason: 'Meta does not take the body as it is.',
    fix: 'Check the variables, and take out what is not plain text.',
  },
  2388073: {
    reason: 'Meta does not take the footer as it is.',
    fix: 'Keep it to one line of 60 characters without variables.',
  },
  2388293: {
    reason: 'There are too many variables for so few words.',
    fix: 'Write more words, or use fewer variables.',
  },
  2388299: {
    reason: 'A variable stands at the start or the end.',
    fix: 'Put words before and after it.',
  },
  100: {
    reason: 'Meta does not take one of the values.',
    fix: "Read Meta's own words below, change what they name, and hand it in again.",
  },
  190: {
    reason: "Meta no longer takes the account's access token.",
    fix: 'Connect the number again, then hand the template in again.',
  },
  10: {
    reason: 'The account did not give us permission to make templates.',
    fix: 'Connect the number again and leave all permissions ticked.',
  },
  368: {
    reason: 'Meta has restricted the account for breaking its policy.',
    fix: 'Look into the account quality page at Meta, and appeal there.',
  },
}

const unreached: Words = {
  reason: 'Meta could not be reached for a long time.',
  fix: 'Hand it in again.',
}

/** The word for what never came to Meta at all, beside Meta's own reasons. */
export const neverReached = 'UNREACHED'

/** A reason as it is kept: Meta's word, `META_` and a number for a refused call, or null where there is none. */
export function rejectionWords(kept: string | null): Words | null {
  if (kept === null || kept === 'NONE') return null
  if (kept === neverReached) return unreached
  const known = rejections[kept]
  if (known) return known
  const code = Number(/^META_(\d+)$/.exec(kept)?.[1])
  const fallback = {
    reason: 'Meta did not take it.',
    fix: "Read Meta's own words below, change what they name, and hand it in again.",
  }
  return refusals[code] ?? (code >= 200 && code < 300 ? (refusals[10] ?? fallback) : fallback)
}

/** How a refused call is kept. */
export function refusalKey(providerCode: number | null, subcode: number | null): string {
  if (subcode !== null && Object.hasOwn(refusals, subcode)) return `META_${subcode}`
  return `META_${providerCode ?? subcode ?? 0}`
}

/** What a status asks of whoever looks after the template; null where there is nothing to do. */
export const statusFixes: Partial<Record<TemplateStatus, string>> = {
  paused:
    'People blocked or reported it, so Meta pauses it: three hours, then six, then for good. Send it to fewer people, say better who you are, or send with a spare.',
  disabled: 'Meta has switched it off for good. Make a new one with other content and another name.',
  limit_exceeded: 'The account has as many templates as Meta allows. Delete those that nobody uses.',
  archived: 'Nobody used it for a year, and Meta deletes it soon. Send with it once, or make it anew.',
  locked: 'Meta has locked it. Look into the account quality page at Meta.',
}
