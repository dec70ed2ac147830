import { expect } from '@playwright/test'
import { z } from 'zod'

const Messages = z.object({
  data: z.array(
    z.object({
      wamid: z.string(),
      to: z.string(),
      from: z.string(),
      type: z.string(),
      payload: z.unknown(),
      text: z.string(),
      code: z.string().optional(),
    }),
  ),
})

type Fault = {
  /** What the call's body or path must hold; a fault without it would hit every test at once. */
  match: string
  status?: number
  code?: number
  delay_ms?: number
  reset?: boolean
  times?: number
  after?: boolean
}

export type Sandbox = ReturnType<typeof makeSandbox>

/** The outside world, as a test sees and disturbs it. */
export function makeSandbox(url: string) {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}/_sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(response.ok, `${path}: ${await response.text()}`).toBe(true)
  }

  /** What arrived at a phone, newest first. */
  const messages = async (to: string) => {
    const response = await fetch(`${url}/_sandbox/messages?to=${encodeURIComponent(to)}`)
    return Messages.parse(await response.json()).data
  }

  return {
    url,
    messages,
    addSender: (sender: object) => post('senders', sender),
    faults: (fault: Fault) => post('faults', { target: 'meta', ...fault }),
    inbound: (message: object) => post('inbound', message),
    /** The newest code on a phone, once there are so many messages on it. */
    async code(to: string, { messages: expected = 1 } = {}): Promise<string> {
      let code: string | undefined
      await expect
        .poll(
          async () => {
            const found = await messages(to)
            code = found[0]?.code
            return found.length
          },
          { message: `messages to ${to}`, intervals: [20, 50, 100], timeout: 10_000 },
        )
        .toBe(expected)
      return z.string().parse(code)
    },
  }
}
