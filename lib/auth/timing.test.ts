import { expect, test } from 'vitest'
import { makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { askReset } from '@/lib/auth/ask-reset'
import { caller, goodPassword, newEmail } from '@/lib/auth/fixtures/caller'
import { signIn } from '@/lib/auth/sign-in'
import { startSignUp } from '@/lib/auth/start-sign-up'
import { currentIterations, hashPassword } from '@/lib/core/password'

const rounds = 30
/** A tenth of what is promised: hashes are so much cheaper here that what differs beside them would show all the more. */
const iterations = 100_000
process.env.PASSWORD_ITERATIONS = String(iterations)

type Act = (email: string) => Promise<unknown>

/** The medians of both, in turns, so that whatever else the machine does falls on both alike. */
async function compare(act: Act, known: () => Promise<string>): Promise<number> {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  for (let round = 0; round < rounds + 2; round++)
    for (const kind of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      // Made either way, so that what was done just before is the same as well.
      const made = await known()
      const email = kind === 'known' ? made : newEmail()
      const begun = performance.now()
      await act(email).catch(() => {})
      if (round >= 2) times[kind].push(performance.now() - begun)
    }
  return Math.abs(median(times.known) - median(times.unknown)) / median(times.unknown)
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const withAccount = (made: number) => async () => {
  const email = newEmail()
  await makeUser({ email, password: 'whatever it was', iterations: 1 })
  const stored = await hashPassword('whatever it was', { iterations: made })
  await owner`update users set password_hash = ${stored} where email = ${email}`
  return email
}

/** Times on a busy machine are what they are: a difference that is real stays, however often it is measured. */
async function expectNoDifference(measure: () => Promise<number>): Promise<void> {
  const seen: number[] = []
  for (let attempt = 0; attempt < 3; attempt++) {
    seen.push(await measure())
    if ((seen.at(-1) ?? 1) < 0.1) return
  }
  expect(Math.min(...seen)).toBeLessThan(0.1)
}

test('signing in with a wrong password takes the same time whether or not the address has an account', async () => {
  expect(currentIterations()).toBe(iterations)
  const act: Act = (email) => signIn(caller(), { email, password: goodPassword })
  await expectNoDifference(() => compare(act, withAccount(iterations)))
}, 120_000)

test('and also where the account’s hash was made with less work', async () => {
  const act: Act = (email) => signIn(caller(), { email, password: goodPassword })
  await expectNoDifference(() => compare(act, withAccount(iterations / 2)))
}, 120_000)

test('signing up takes the same time', async () => {
  const act: Act = (email) => startSignUp(caller(), { email, password: goodPassword })
  await expectNoDifference(() => compare(act, withAccount(iterations)))
}, 120_000)

test('asking for a new password takes the same time', async () => {
  const act: Act = (email) => askReset(caller(), { email })
  await expectNoDifference(() => compare(act, withAccount(1)))
}, 120_000)
