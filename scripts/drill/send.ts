import { z } from 'zod'
import type { World } from './world'

const Accepted = z.object({ otp_id: z.string(), to: z.string() })

/** What one client saw of one send. Without a status the connection broke before there was an answer. */
export interface Sent {
  to: string
  at: number
  status?: number
  key: string
  otpId?: string
  words?: string
}

/** Sends OTPs at a steady rate, each to a phone of its own, whatever becomes of them, until told to stop. */
export function startSending({ appUrl, tenants }: World, rate: number) {
  const sent: Sent[] = []
  const underWay = new Set<Promise<void>>()
  let phone = 190_000_000 + Math.floor(Math.random() * 500_000_000)
  const timer = setInterval(() => {
    const to = `+919${phone++}`
    const key = tenants[phone % tenants.length]?.live_key ?? ''
    const one = sendOne(appUrl, key, to).then((result) => {
      sent.push(result)
      underWay.delete(one)
    })
    underWay.add(one)
  }, 1_000 / rate)
  return async () => {
    clearInterval(timer)
    await Promise.all(underWay)
    return sent
  }
}

async function sendOne(appUrl: string, key: string, to: string): Promise<Sent> {
  const at = Date.now()
  try {
    const response = await fetch(`${appUrl}/api/v1/otp/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to, expiry: 600 }),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    if (response.status !== 202) return { to, at, key, status: response.status, words: text }
    return { to, at, key, status: 202, otpId: Accepted.parse(JSON.parse(text)).otp_id }
  } catch (error) {
    return {
      to,
      at,
      key,
      words: error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error),
    }
  }
}
