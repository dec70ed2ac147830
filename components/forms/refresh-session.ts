import { z } from 'zod'
import { csrfToken } from '@/components/forms/csrf-token'

/** `ended` is final; `unreachable` is worth another try. */
export type Refreshed = 'refreshed' | 'ended' | 'unreachable'

const Reply = z.object({ expires_in_seconds: z.number() })

let running: Promise<Refreshed> | null = null
/** When this page's access runs out, by this computer's clock; unknown until somebody has said so. */
let endsAt = Number.POSITIVE_INFINITY

export function accessEndsAt(): number {
  return endsAt
}

export function noteAccess(secondsLeft: number): void {
  endsAt = Date.now() + secondsLeft * 1_000
}

/**
 * Turns this browser's refresh token in for the next. All who ask at once share one answer, and tabs take turns: each
 * then sends the token that the one before it was given.
 */
export function refreshSession(): Promise<Refreshed> {
  running ??= inTurn(askPatiently).finally(() => {
    running = null
  })
  return running
}

/** Does it with an access that lives, renewed if need be, or not at all. */
export async function whileSignedIn(work: () => void): Promise<void> {
  if (Date.now() < endsAt || (await refreshSession()) === 'refreshed') work()
}

function inTurn(work: () => Promise<Refreshed>): Promise<Refreshed> {
  return 'locks' in navigator ? navigator.locks.request('hawk-refresh', work) : work()
}

/** Whom another tab was too fast for holds that tab's token a moment later. */
async function askPatiently(): Promise<Refreshed> {
  for (const pause of [300, 900, 2_000]) {
    const outcome = await ask()
    if (outcome !== 'unreachable') return outcome
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return ask()
}

async function ask(): Promise<Refreshed> {
  const response = await fetch('/api/auth/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken() },
    body: '{}',
  }).catch(() => null)
  if (!response?.ok) return response && isFinal(response.status) ? 'ended' : 'unreachable'
  const reply = Reply.safeParse(await response.json().catch(() => null))
  noteAccess(reply.data?.expires_in_seconds ?? 0)
  return 'refreshed'
}

function isFinal(status: number): boolean {
  return status === 401 || status === 403
}
