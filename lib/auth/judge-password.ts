import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import type { JudgePasswordReply } from '@/lib/auth/password-schema'
import { countedNetwork } from '@/lib/core/counted-network'
import { AppError } from '@/lib/core/errors'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { admit } from '@/lib/requests/admit'

const { minScore, judgedLength, judgedPerAddress } = policy.passwords
const ours = ['hawk send', 'hawksend', 'hawk', 'send', 'whatsapp', 'otp']

/** Whether a password is hard enough to guess for this person, and if not, what would make it so. */
export async function judgePassword(
  visit: Pick<Visit, 'address'>,
  { password, email }: { password: string; email: string },
): Promise<JudgePasswordReply> {
  await requireFewJudgements(countedNetwork(visit.address))
  const judge = await theJudge()
  const { score, feedback } = judge.check(password, [...ours, ...wordsOf(email)])
  if (score >= minScore) return { acceptable: true, advice: null }
  return { acceptable: false, advice: adviceOn(feedback.warning) }
}

/** It takes some of our time to think like somebody who guesses, so that nobody gets all of it. */
async function requireFewJudgements(network: string): Promise<void> {
  if (network === '') return
  const { isAdmitted, resetMilliseconds } = await admit(`judged-passwords:${network}`, judgedPerAddress)
  if (isAdmitted) return
  throw new AppError('too_many_attempts', { retryAfterSeconds: Math.ceil(resetMilliseconds / 1_000) })
}

/** With its dictionaries, which are megabytes in memory, from the first time that it is needed. */
function theJudge(): Promise<ZxcvbnFactory> {
  return oncePerProcess('password-judge', async () => {
    const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ])
    return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: judgedLength })
  })
}

function wordsOf(email: string): string[] {
  const [local = '', domain = ''] = email.split('@')
  return [email, local, ...local.split(/[._+-]/), domain, ...domain.split('.')].filter(
    (word) => word.length > 2,
  )
}

const advices: Record<string, string> = {
  simpleRepeat: 'Repeated letters are guessed first.',
  extendedRepeat: 'A word repeated is as easy to guess as the word.',
  sequences: 'Rows like abcdef or 123456 are guessed first.',
  straightRow: 'Keys in a row are guessed first.',
  keyPattern: 'Patterns on the keyboard are guessed first.',
  recentYears: 'Years are guessed first.',
  dates: 'Dates are guessed first.',
  topTen: 'This is one of the ten most common passwords.',
  topHundred: 'This is one of the hundred most common passwords.',
  common: 'This is a common password.',
  similarToCommon: 'This is close to a common password.',
  wordByItself: 'A single word is easy to guess.',
  userInputs: 'Your own address and our name are guessed first.',
}

/** Some of zxcvbn's warnings have no words of their own here; what helps is the same for all. */
function adviceOn(warning: string | null): string {
  const cause = warning === null ? undefined : advices[warning]
  return [cause, 'Add a few words that do not belong together.'].filter(Boolean).join(' ')
}
