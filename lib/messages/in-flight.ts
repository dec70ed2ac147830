import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

/** How many messages of each number this process has under way; codes are not among them, and need no room. */
const underWay = oncePerProcess('messages-under-way', () => new Map<string, number>())

export function roomLeft(): { messages: number; busy: string[] } {
  const { all, perNumber } = policy.messages.concurrentMessages
  const counts = [...underWay]
  return {
    messages: Math.max(0, all - counts.reduce((sum, [, count]) => sum + count, 0)),
    busy: counts.flatMap(([senderId, count]) => (count >= perNumber ? [senderId] : [])),
  }
}

/** How many more of this number may be taken up here. */
export function roomOf(senderId: string): number {
  return Math.min(
    roomLeft().messages,
    policy.messages.concurrentMessages.perNumber - (underWay.get(senderId) ?? 0),
  )
}

/** When the last message of each number leaves this process, by the clock of `performance`. */
const turns = oncePerProcess('message-turns', () => new Map<string, number>())

/**
 * The moment at which a message leaves: its turn, or later where this process runs late. Then what is late leaves one
 * by one as well, and not all at once.
 */
export function takeTurn(senderId: string | null, turn: number, stepMilliseconds: number): number {
  const key = senderId ?? ''
  const at = Math.max(turn, performance.now(), (turns.get(key) ?? 0) + stepMilliseconds)
  turns.set(key, at)
  return at
}

export async function occupy(senderId: string | null, work: () => Promise<void>): Promise<void> {
  const key = senderId ?? ''
  underWay.set(key, (underWay.get(key) ?? 0) + 1)
  try {
    await work()
  } finally {
    const left = (underWay.get(key) ?? 1) - 1
    if (left > 0) underWay.set(key, left)
    else {
      underWay.delete(key)
      turns.delete(key)
    }
  }
}
