import { withTenant } from '@/db/tenant'
import { listNumbers } from '@/lib/gateways/meta-onboarding'
import { claimNumber } from '@/lib/senders/claim-store'
import { phoneOf } from '@/lib/senders/connection-rules'
import type { AccountNumber } from '@/lib/senders/connection-schema'
import { type StepVerdict, unlessOk, type Work } from '@/lib/senders/connection-work'
import { findSender } from '@/lib/senders/store'

/**
 * Finds out which number it is, and claims it before anything is changed at Meta. The number has to be among those of
 * the account as Meta lists them. Where the dialog named none, a number in use in the WhatsApp Business app is the
 * account's only one; else somebody chooses.
 */
export async function findNumber({ ctx, row, facts, accessToken }: Work): Promise<StepVerdict> {
  const asked = await listNumbers(accessToken, row.wabaId ?? '')
  if (asked.outcome !== 'ok') return unlessOk('number', asked)
  const numbers = asked.value.map(
    (number): AccountNumber => ({
      id: number.id,
      phone: phoneOf(number.display_phone_number),
      name: number.verified_name ?? '',
      is_verified: number.code_verification_status !== 'NOT_VERIFIED',
    }),
  )
  const [only, ...others] = numbers
  const named = row.phoneNumberId ?? (await renewedNumber(ctx, row))
  const sole = row.isCoexistence && others.length === 0 ? only : undefined
  const chosen = numbers.find(({ id }) => id === named) ?? (named === null ? sole : undefined)
  const change = { facts: { ...facts, numbers } }
  if (!only) return { kind: 'needs_you', outcome: 'no_number', change }
  if (!chosen && row.phoneNumberId !== null)
    return { kind: 'failed', outcome: 'number_not_in_account', final: true }
  if (!chosen) return { kind: 'needs_you', outcome: 'choose_number', change }
  const isOurs = await withTenant(ctx, (tx) => claimNumber(tx, chosen.id))
  if (!isOurs) return { kind: 'failed', outcome: 'number_taken', final: true }
  return {
    kind: 'done',
    state: 'done',
    detail: chosen.name,
    change: { ...change, phoneNumberId: chosen.id },
  }
}

/** Whoever renews a number's access and shares its account again means that number. */
async function renewedNumber(ctx: Work['ctx'], row: Work['row']): Promise<string | null> {
  const { senderId } = row
  const sender = senderId ? await withTenant(ctx, (tx) => findSender(tx, senderId)) : null
  return sender?.wabaId === row.wabaId ? sender.phoneNumberId : null
}
