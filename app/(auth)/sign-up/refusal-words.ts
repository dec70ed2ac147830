import type { CodeRefusal } from '@/lib/auth/schema'

type Refused = { reason: CodeRefusal; attempts_remaining?: number }

/** What went wrong with a code, and the next step. */
export function refusalInWords({ reason, attempts_remaining = 0 }: Refused): string {
  if (reason === 'incorrect_code')
    return `This is not the code. ${attempts_remaining === 1 ? 'One try is' : `${attempts_remaining} tries are`} left.`
  return sentences[reason]
}

const sentences: Record<Exclude<CodeRefusal, 'incorrect_code'>, string> = {
  attempts_exceeded: 'Too many wrong codes. Send a new one.',
  expired: 'This code has expired. Send a new one.',
  superseded: 'This code does not count any more. Send a new one.',
  no_sign_up: 'This sign-up is over. Change the address to begin again.',
}
