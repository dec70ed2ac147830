import { answerSecondFactor } from '@/lib/auth/challenge-answer'
import { FactorAnswer } from '@/lib/auth/factor-schema'
import { openAuthRoute } from '@/lib/http/auth-route'
import { challengeCookie } from '@/lib/http/cookies'
import { cookiesOf } from '@/lib/http/open-session'

export const POST = openAuthRoute({
  body: FactorAnswer,
  run: async ({ visit, cookie }, answer) => {
    const result = await answerSecondFactor(visit, { token: cookie(challengeCookie), answer })
    if (result.ok) return { body: { ok: true }, cookies: await cookiesOf(result.session) }
    return { body: result, cookies: result.reason === 'over' ? [{ name: challengeCookie, value: '' }] : [] }
  },
})
