import { isAppSubscribed, subscribeApp } from '@/lib/gateways/meta-onboarding'
import { type StepVerdict, unlessOk, type Work } from '@/lib/senders/connection-work'

/** Asks Meta to tell us what happens in the account, and reads back that it will. */
export async function subscribe({ row, accessToken }: Work): Promise<StepVerdict> {
  const wabaId = row.wabaId ?? ''
  const asked = await subscribeApp(accessToken, wabaId)
  if (asked.outcome === 'refused') return unlessOk('subscription', asked)
  // An answer that was lost on the way may have been a yes, which the reading tells.
  const read = await isAppSubscribed(accessToken, wabaId)
  if (read.outcome !== 'ok') return unlessOk('subscription', read)
  return read.value ? { kind: 'done', state: 'done' } : { kind: 'unanswered' }
}
