import { runInBackground } from '@/lib/core/background'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

type Run = () => Promise<unknown>
/** The server's own copy of the code sends; what queues may be in another, made by Next. */
const sender = oncePerProcess<{ run?: Run; running: number }>('mail-sender', () => ({ running: 0 }))

/** From now on this process sends what it queues as soon as that is committed. The job sees to what this misses. */
export function sendWhenQueued(sendDue: Run): void {
  sender.run = async () => {
    if (sender.running >= policy.mails.lanes) return
    sender.running++
    await sendDue().finally(() => sender.running--)
  }
}

export function kick(): void {
  if (sender.run) runInBackground(async () => void (await sender.run?.()))
}
