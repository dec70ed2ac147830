import type { Holding } from '@/lib/senders/holding-schema'
import {
  type AccountFacts,
  act,
  blocked,
  errorsOf,
  type Live,
  type NumberFacts,
  type Verdict,
  waiting,
} from '@/lib/senders/verdict-schema'

/** All that Meta holds against account and number now, the worst wherever it stands. */
export function restrictionsOf({ account, number, now }: Live): Verdict[] {
  const link = 'https://business.facebook.com/business-support-home'
  const ban = account.holdings.find(({ kind }) => kind === 'ban')
  const isBefore = (held: Holding) => ban?.what === 'REINSTATE' && held.at <= ban.at
  const current = account.holdings.filter(
    (held) => !isBefore(held) && (held.until === null || held.until > now.toISOString()),
  )
  return [
    ...(account.reviewStatus === 'REJECTED'
      ? [blocked('Meta rejected the WhatsApp account in its review. Ask for another review.', { link })]
      : []),
    ...current.flatMap((held) => holdingVerdict(held, link)),
    ...numberVerdicts(number, link),
    ...otherBlocks(account, number, link),
    ...(account.reviewStatus === 'PENDING' ? [waiting('Meta reviews the WhatsApp account.')] : []),
    ...(number.quality === 'RED' || number.isFlagged
      ? [act('The quality is low: many people block or report the number. Meta may lower its limit.')]
      : []),
  ]
}

function holdingVerdict({ kind, what, until, words }: Holding, link: string): Verdict[] {
  const end = until === null ? '' : ` Until ${until.slice(0, 10)}.`
  if (kind === 'ban' && what === 'DISABLE')
    return [blocked('Meta has disabled the WhatsApp account. Appeal at Meta.', { link })]
  if (kind === 'ban' && what === 'SCHEDULE_FOR_DISABLE')
    return [
      act(`Meta will disable the WhatsApp account${words ? ` on ${words}` : ''}. Appeal now.`, { link }),
    ]
  if (kind === 'restriction')
    return what === 'RESTRICTED_BIZ_INITIATED_MESSAGING'
      ? [blocked(`Meta does not let the account start conversations.${end} ${words ?? ''}`.trim(), { link })]
      : [act(`Meta restricts the account: ${plain(what)}.${end}`, { link })]
  if (kind === 'violation')
    return [act(`Meta saw a violation of its rules: ${plain(what)}. Stop what led to it.`, { link })]
  return kind === 'alert' ? [act(words ?? `Meta warns: ${plain(what)}.`, { link })] : []
}

function numberVerdicts({ numberStatus }: NumberFacts, link: string): Verdict[] {
  if (numberStatus === 'BANNED') return [blocked('Meta has banned the number. Appeal at Meta.', { link })]
  if (numberStatus === 'RESTRICTED')
    return [
      blocked('Meta restricts the number: it reached its limit with a low quality. Wait for Meta.', { link }),
    ]
  if (numberStatus === 'RATE_LIMITED')
    return [
      waiting('Meta slows the number down for a while.', { meanwhile: 'OTPs go out, some of them late.' }),
    ]
  if (numberStatus === 'FLAGGED')
    return [act('Meta has flagged the number for its quality. Write only to people who expect it.', { link })]
  return []
}

const judgedElsewhere = new Set([141_006, 131_042, 141_010, 141_002])

/** What Meta says blocks the number, and no other check is about. */
function otherBlocks(account: AccountFacts, number: NumberFacts, link: string): Verdict[] {
  return [number.health, account.health].flatMap((health) => {
    const isBlocked = health?.can_send_message === 'BLOCKED'
    const all = errorsOf(health)
    const errors = all.filter(({ error_code }) => !judgedElsewhere.has(error_code))
    if (!isBlocked || (all.length > 0 && errors.length === 0)) return []
    const [error] = errors
    const said = [error?.error_description, error?.possible_solution].filter(Boolean).join(' ')
    return [
      blocked(said || 'Meta sends nothing from the number at present. Look at the account there.', { link }),
    ]
  })
}

/** `RESTRICTED_ADD_PHONE_NUMBER_ACTION` as words. */
function plain(word: string): string {
  return word.replaceAll('_', ' ').toLowerCase()
}
