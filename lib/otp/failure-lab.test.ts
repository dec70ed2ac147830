import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { fromTypeId } from '@/lib/core/ids'
import { contractNumbers, disorderNumbers, providerErrorNumbers } from '@/lib/core/magic-numbers'
import { isE164 } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { providerErrors } from '@/lib/core/provider-errors'
import { sendDueMessages } from '@/lib/messages/send-due'
import {
  eventsOf,
  letFallDue,
  makeSendingTenant,
  messageRow,
  order,
  otpRow,
} from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { sendOtp } from '@/lib/otp/send'

const sweep = () => sendDueMessages(otpMessages)

async function send(to: string) {
  const tenant = await makeSendingTenant('test')
  const otp = await sendOtp(tenant.ctx, order(to))
  await tenant.answered()
  return otp
}

const withMeaning = providerErrorNumbers.map(({ number, providerCode, outcome }) => {
  const error = providerErrors.get(providerCode)
  if (!error) throw new Error(`${providerCode} has no meaning.`)
  return { number, providerCode, outcome, ...error }
})

/** What blocking, receiving and a number's health tell of, and no send. */
const neverOfSends = [131060, 139100, 139101, 139102, 139103, 141002]

test('every number is one, is there once, and stands for one error; every error of messages and templates has its number', () => {
  const numbers = [...contractNumbers, ...disorderNumbers, ...providerErrorNumbers].map(
    ({ number }) => number,
  )
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const number of numbers) expect(isE164(number)).toBe(true)
  const codes: number[] = providerErrorNumbers.map(({ providerCode }) => providerCode).sort((a, b) => a - b)
  expect(new Set(codes).size).toBe(codes.length)
  const aboutMessages = [...providerErrors].filter(([, { topic }]) =>
    ['messages', 'templates'].includes(topic),
  )
  const others = aboutMessages.map(([code]) => code).filter((code) => !codes.includes(code))
  expect(others).toEqual(neverOfSends)
})

describe('an error that does not pass', () => {
  test.each(withMeaning.filter(({ retryable }) => !retryable))(
    '$number: $providerCode ends the OTP at once, and says who must act',
    async ({ number, providerCode, outcome, actor, title, fix }) => {
      const otp = await send(number)
      const { status, attempts, failure, wamid } = await messageRow(otp.message_id)
      expect({ status, attempts }).toEqual({ status: 'failed', attempts: 1 })
      const told = { actor, title, fix, provider_code: providerCode, retryable: false }
      expect(failure).toMatchObject(told)
      expect(await otpRow(otp.otp_id)).toMatchObject({
        status: 'failed',
        failure: { ...told, code: 'delivery_failed' },
        code_hash: null,
      })
      expect(wamid === null).toBe(outcome === 'refused')
      expect(await eventsOf(otp.otp_id)).toEqual(
        outcome === 'refused' ? ['otp.failed'] : ['otp.sent', 'otp.failed'],
      )
    },
  )
})

describe('an error that passes', () => {
  test.each(withMeaning.filter(({ retryable }) => retryable))(
    '$number: $providerCode is tried again a second later, five times, and then fails for good',
    async ({ number, providerCode }) => {
      const otp = await send(number)
      for (let retry = 0; retry < policy.messages.retries.attempts; retry++) {
        const [row] =
          await owner`select status, attempts, due_at <= clock_timestamp() + interval '1500 ms' as soon
          from messages where id = ${fromTypeId('message', otp.message_id)}`
        expect(row).toMatchObject({ status: 'queued', attempts: retry + 1, soon: true })
        await letFallDue(otp.message_id)
        await sweep()
      }
      const failure = { provider_code: providerCode, retryable: true, fix: 'Send again later.' }
      expect(await messageRow(otp.message_id)).toMatchObject({ status: 'failed', attempts: 6, failure })
      expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'failed' })
      expect(await eventsOf(otp.otp_id)).toEqual(['otp.failed'])
    },
  )
})

describe('reports in disorder', () => {
  async function play(number: string) {
    const otp = await send(number)
    await letFallDue(otp.message_id)
    await Promise.all([sweep(), sweep()])
    const { status, due_at } = await messageRow(otp.message_id)
    expect(due_at).toBeNull()
    const { status: otpStatus } = await otpRow(otp.otp_id)
    return {
      status,
      otpStatus,
      events: await eventsOf(otp.otp_id),
      ofMessage: await eventsOf(otp.message_id),
    }
  }

  test('each twice: everything happens once', async () => {
    expect(await play('+15550100201')).toEqual({
      status: 'delivered',
      otpStatus: 'pending',
      events: ['otp.sent', 'otp.delivered'],
      ofMessage: ['message.sent', 'message.delivered'],
    })
  })

  test('read before delivered: it was delivered, and the status stays read', async () => {
    expect(await play('+15550100202')).toEqual({
      status: 'read',
      otpStatus: 'pending',
      events: ['otp.sent', 'otp.delivered'],
      ofMessage: ['message.sent', 'message.delivered', 'message.read'],
    })
  })

  test('delivered before sent: it was sent, and the status stays delivered', async () => {
    expect(await play('+15550100203')).toMatchObject({
      status: 'delivered',
      otpStatus: 'pending',
      events: ['otp.sent', 'otp.delivered'],
    })
  })

  test('failed after delivered: it has failed, and the OTP with it', async () => {
    expect(await play('+15550100204')).toEqual({
      status: 'failed',
      otpStatus: 'failed',
      events: ['otp.sent', 'otp.delivered', 'otp.failed'],
      ofMessage: ['message.sent', 'message.delivered', 'message.failed'],
    })
  })
})
