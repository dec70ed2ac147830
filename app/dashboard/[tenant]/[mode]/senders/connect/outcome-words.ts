import type { ConnectionObject, ConnectionOutcome, ConnectionStep } from '@/lib/senders/connection-schema'

export const stepWords: Record<ConnectionStep, string> = {
  token: 'Access granted',
  permissions: 'Permissions checked',
  account: 'Account shared',
  number: 'Number found',
  subscription: 'Delivery reports subscribed',
  registration: 'Number registered',
  display_name: 'Display name read',
}

type Words = { title: string; text: string }

/** What each outcome means to a person, and what they can do. */
export const outcomeWords: Record<ConnectionOutcome, Words> = {
  window_closed: {
    title: 'The window was closed',
    text: 'Nothing was shared with Hawk Send. Open the dialog again whenever you like.',
  },
  left_dialog: {
    title: 'You left the dialog',
    text: 'Nothing was shared yet. Open it again: Meta remembers how far you came.',
  },
  dialog_error: {
    title: 'Meta ended the dialog with an error',
    text: 'What Meta said stands at the first step. Mend that, then open the dialog again.',
  },
  silence: {
    title: 'Nothing heard of the dialog',
    text: 'It did not say how it ended. Open it again; what you did there is kept by Meta.',
  },
  given_up: {
    title: 'This connection was given up',
    text: 'The access that it had is forgotten. Open the dialog again to start over.',
  },
  code_expired: {
    title: 'Meta’s code expired',
    text: 'It lives 30 seconds and reached us too late. Open the dialog again; nothing else is lost.',
  },
  code_used: {
    title: 'Meta’s code was used already',
    text: 'A code works once. Open the dialog again for a new one.',
  },
  code_lost: {
    title: 'Meta’s code was lost on the way',
    text: 'Our call to Meta was cut off. Open the dialog again for a new one.',
  },
  code_refused: {
    title: 'Meta refused the code',
    text: 'Open the dialog again. If it happens twice, send us the trace id of the first step.',
  },
  token_invalid: {
    title: 'The access is not for Hawk Send',
    text: 'Meta gave access to another app. Open the dialog from this page.',
  },
  token_revoked: {
    title: 'The access was taken back',
    text: 'Somebody removed Hawk Send in Meta’s business settings. Open the dialog again to grant it.',
  },
  scopes_missing: {
    title: 'A permission is missing',
    text: 'Hawk Send has to manage the account and send messages. Open the dialog again and leave both allowed.',
  },
  no_account: {
    title: 'No account was shared',
    text: 'Open the dialog again and choose, or make, a WhatsApp Business Account.',
  },
  account_not_shared: {
    title: 'The account is not shared with Hawk Send',
    text: 'Meta does not let us read it. Open the dialog again and choose an account that you manage.',
  },
  choose_number: {
    title: 'Choose a number',
    text: 'The account is shared. Which of its numbers should send?',
  },
  no_number: {
    title: 'The account has no number yet',
    text: 'Add one in WhatsApp Manager, then look again.',
  },
  number_taken: {
    title: 'The number belongs to another workspace',
    text: 'A number sends for one workspace. Disconnect it there first. Nothing of it was kept here.',
  },
  number_not_in_account: {
    title: 'The number is not in the account',
    text: 'Meta does not list it there. Open the dialog again and choose one of the account’s numbers.',
  },
  pin_needed: {
    title: 'Enter the number’s PIN',
    text: 'Two-step verification is on. It takes the six digits that were set when it was turned on.',
  },
  pin_guesses: {
    title: 'Too many wrong PINs',
    text: 'Meta makes you wait, and says how long at the step. Then try again.',
  },
  number_unverified: {
    title: 'The number is not verified',
    text: 'Verify it by SMS or call in WhatsApp Manager, then try again.',
  },
  recently_deleted: {
    title: 'The number was deleted a moment ago',
    text: 'Meta needs some minutes until it can be registered again. We go on by ourselves.',
  },
  registration_limit: {
    title: 'Registered too often',
    text: 'Meta allows 10 registrations in 72 hours. We go on by ourselves when they are over.',
  },
  not_registered: {
    title: 'Meta did not keep the registration',
    text: 'Try again. If it stays, send us the trace id of the step.',
  },
  meta_unavailable: {
    title: 'Meta does not answer',
    text: 'Nothing is lost. We try again by ourselves, less and less often.',
  },
  meta_refused: {
    title: 'Meta refused the step',
    text: 'What Meta said stands beside it. Mend that, then try again.',
  },
  number_in_review: {
    title: 'Connected; Meta looks at the name',
    text: 'Nothing is wrong. Until Meta has approved the display name, people see the number in its place.',
  },
}

export function headingOf({ status, outcome }: ConnectionObject): Words {
  if (outcome) return outcomeWords[outcome]
  if (status === 'done')
    return { title: 'The number is connected', text: 'It can be chosen for sending from now on.' }
  if (status === 'open')
    return { title: 'The dialog was not finished', text: 'Open it again from this page.' }
  return { title: 'Connecting', text: 'This goes on by itself. You may leave the page and come back.' }
}

/** Meta's names for the screens of its dialog, in words. */
export function leftAt(step: string | null): string | null {
  return step?.toLowerCase().replaceAll('_', ' ') ?? null
}
