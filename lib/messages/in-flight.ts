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

export async function occupy(senderId: string | null, work: () => Promise<void>): Promise<void> {
  const key = senderId ?? ''
  underWay.set(key, (underWay.get(key) ?? 0) + 1)
  try {
    await work()
  } finally {
    const left = (underWay.get(key) ?? 1) - 1
    if (left > 0) underWay.set(key, left)
    else underWay.delete(key)
  }
}
