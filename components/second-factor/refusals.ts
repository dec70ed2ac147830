import type { Problem } from '@/components/forms/post-json'
import type { FactorAnswer } from '@/lib/auth/factor-schema'

type Method = FactorAnswer['method'] | 'password'

const words: Record<Method, string> = {
  totp: 'That code does not match the one your app shows now.',
  recovery: 'That is not one of your recovery codes.',
  passkey: 'That passkey was not accepted.',
  password: 'That is not your password.',
}

export function refusalOf(method: Method, reason: 'wrong' | 'spent', attemptsLeft?: number): string {
  const left =
    attemptsLeft === undefined ? '' : ` ${attemptsLeft} ${attemptsLeft === 1 ? 'try' : 'tries'} left.`
  if (reason === 'wrong') return words[method] + left
  return method === 'totp'
    ? `That code has been used. Wait until your app shows the next one.${left}`
    : `That code has been used.${left}`
}

/** What the server refuses as a whole, in one sentence or two. */
export function sentenceOf({ title, detail }: Problem): string {
  return detail ? `${title}. ${detail}` : `${title}.`
}
