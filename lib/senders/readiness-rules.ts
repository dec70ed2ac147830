import { policy } from '@/lib/core/policy'
import { peoplePerDay } from '@/lib/senders/limit-schema'
import {
  act,
  blocked,
  errorsOf,
  type Live,
  manager,
  ok,
  unknown,
  type Verdict,
  waiting,
} from '@/lib/senders/verdict-schema'

/** Their order is the one in which a number gets through them. */
export const checks = {
  token: ({ account, number, now }: Live): Verdict => {
    if (number.status === 'disconnected') return blocked(lossWords(number.disconnectReason))
    if (account.tokenStatus !== 'valid')
      return blocked(`${tokenWords[account.tokenStatus]} Connect the account again.`)
    const missing = neededScopes.filter((scope) => !account.tokenScopes.includes(scope))
    if (missing.length > 0)
      return blocked(`We lack ${missing.join(' and ')} on this account. Connect it again and grant both.`)
    const { tokenExpiresAt: end } = account
    if (end === null) return ok()
    if (end <= now) return blocked('The access to your account has expired. Connect the account again.')
    const days = Math.floor((end.getTime() - now.getTime()) / 86_400_000)
    return days > policy.senders.tokenWarningDays
      ? ok()
      : act(`Our access ends on ${end.toISOString().slice(0, 10)}. Connect the account again before then.`)
  },

  subscription: ({ account }: Live): Verdict =>
    account.subscribedAt
      ? ok()
      : waiting("We are not yet told of your account's messages. If this stays, connect it again.", {
          actor: 'hawk_send',
          meanwhile: 'OTPs go out, but nothing tells whether they arrived.',
        }),

  registration: ({ number }: Live): Verdict => {
    const { numberStatus } = number
    if (numberStatus === 'DELETED' || numberStatus === 'MIGRATED')
      return blocked('The number has left this account. Connect it where it is now.')
    if (number.isCoexistence) return ok('The WhatsApp Business app holds the registration.')
    if (numberStatus === 'DISCONNECTED')
      return blocked('The number is not registered any more. Connect it again.')
    if (number.status === 'pending' || !number.isRegistered || unregistered.has(numberStatus ?? ''))
      return waiting('The number is being registered. If this stays, connect it again.', {
        actor: 'hawk_send',
        blocks_otps: true,
      })
    return ok()
  },

  display_name: ({ number, account }: Live): Verdict => {
    const link = manager(account, 'phone-numbers')
    switch (number.nameStatus) {
      case 'APPROVED':
      case 'AVAILABLE_WITHOUT_REVIEW':
        return ok()
      case 'PENDING_REVIEW':
        return waiting('Meta reviews the display name. This takes up to a few days.', { link })
      case 'DECLINED':
        return act(
          number.requestedName
            ? `Meta declined the display name “${number.requestedName}”. Choose one that shows your business.`
            : 'Meta declined the display name. Choose one that shows your business.',
          { link },
        )
      case 'EXPIRED':
        return act('The approval of the display name has expired. Ask Meta for a review again.', { link })
      default:
        return unknown('Meta has not said yet how it sees the display name.')
    }
  },

  business_verification: ({ account }: Live): Verdict => {
    const link = `https://business.facebook.com/settings/security?business_id=${encodeURIComponent(account.businessId ?? '')}`
    const status = account.verificationStatus?.toUpperCase() ?? null
    const error = errorsOf(account.health).find(({ error_code }) => error_code === 141_010)
    if (error) return blocked('Meta sends nothing until your business is verified. Verify it.', { link })
    if (status === null) return unknown('Meta has not said yet whether your business is verified.')
    if (status === 'VERIFIED') return ok()
    if (status === 'PENDING') return waiting('Meta looks at the papers of your business.', { link })
    return act(verificationWords[status] ?? 'Verify your business with Meta. It raises your limits.', {
      link,
    })
  },

  messaging_limit: ({ account }: Live): Verdict => {
    const people = peoplePerDay(account.messagingLimit)
    if (people === null) return unknown('Meta has not said the messaging limit yet.')
    const { otpPeoplePerDay: needed } = policy.senders
    if (people >= needed) return ok()
    const link = manager(account, 'phone-numbers')
    const words = `Meta allows ${people.toLocaleString('en')} people a day; OTPs need ${needed.toLocaleString('en')}.`
    const meanwhile = 'Test mode, and other messages to people who wrote to you, work.'
    return account.verificationStatus?.toUpperCase() === 'PENDING'
      ? waiting(`${words} It rises once your business is verified.`, { link, meanwhile, blocks_otps: true })
      : act(`${words} Verify your business, and it rises.`, { link, meanwhile, blocks_otps: true })
  },

  template: ({ templates, account }: Live): Verdict => {
    const link = manager(account, 'message-templates')
    const meanwhile = 'Test mode, and other messages to people who wrote to you, work.'
    if (templates.approved > 0) return ok()
    return templates.pending > 0
      ? waiting('Meta reviews the OTP template, mostly within minutes.', {
          link,
          meanwhile,
          blocks_otps: true,
        })
      : act('Create an authentication template. OTPs travel in one.', { link, meanwhile, blocks_otps: true })
  },

  payment: ({ account, number }: Live): Verdict => {
    const errors = [...errorsOf(number.health), ...errorsOf(account.health)]
    const error = errors.find(({ error_code }) => error_code === 141_006 || error_code === 131_042)
    const link = `https://business.facebook.com/billing_hub/accounts?business_id=${encodeURIComponent(account.businessId ?? '')}`
    if (error)
      return act(
        error.possible_solution
          ? `Meta has a problem with the payment. ${error.possible_solution}`
          : 'Add a payment method to the WhatsApp account at Meta, or settle what is open.',
        { link, blocks_otps: true },
      )
    if (!number.health && !account.health)
      return unknown('Meta has not said yet whether payment is in order.')
    return ok()
  },
}

const neededScopes = ['whatsapp_business_management', 'whatsapp_business_messaging']
const unregistered = new Set(['PENDING', 'UNVERIFIED'])

const tokenWords = {
  expired: 'The access to your account has expired.',
  revoked: 'The access to your account was taken away.',
  missing: 'We have no access to your account.',
}

function lossWords(reason: string | null): string {
  return `${losses[reason ?? ''] ?? 'The number is disconnected.'} Connect it again to send from it.`
}
const losses: Record<string, string> = {
  access_removed: 'Somebody at your business took the account away from Hawk Send.',
  app_removed: 'Somebody at your business removed Hawk Send from the account.',
  account_deleted: 'The WhatsApp account was deleted.',
  account_offboarded: 'Meta took the WhatsApp account off its platform.',
  token_expired: 'The access to your account has expired.',
  token_revoked: 'The access to your account was taken away.',
}

const verificationWords: Record<string, string> = {
  PENDING_NEED_MORE_INFO: 'Meta wants more papers to verify your business. Hand them in.',
  PENDING_SUBMISSION: 'The verification of your business is begun and not handed in yet. Finish it.',
  REJECTED: 'Meta did not verify your business. Look at why, and try again.',
  FAILED: 'Meta did not verify your business. Look at why, and try again.',
  REVOKED: 'Meta took the verification of your business back. Look at why.',
  EXPIRED: 'The verification of your business has expired. Verify it again.',
}
