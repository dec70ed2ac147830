import { asSystem, type SystemTx } from '@/db/tenant'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { queueMailIn } from '@/lib/mails/queue'
import { type NoticedSender, selectCaretakers, takeNotices } from '@/lib/senders/health-system'
import { noticeMail } from '@/lib/senders/notice-mail'
import { Notices } from '@/lib/senders/notice-schema'

const batch = 50

/**
 * Tells owners and admins by mail what has become of their numbers. What is told is taken off the list in the
 * transaction that queues the mails, so that it is told once, also when several do this at once.
 */
export async function tellNotices(): Promise<{ told: number }> {
  let told = 0
  for (;;) {
    const noticed = await asSystem(async (tx) => {
      const rows = await takeNotices(tx, batch)
      for (const sender of rows) await tell(tx, sender)
      return rows.length
    })
    told += noticed
    if (noticed < batch) return { told }
  }
}

async function tell(tx: SystemTx, sender: NoticedSender): Promise<void> {
  const people = await selectCaretakers(tx, sender.tenantId)
  const id = toTypeId('sender', sender.id)
  const common = {
    workspace: sender.workspace,
    sender: sender.displayName,
    phone: sender.phone,
    senderLink: `${env().APP_ORIGIN}/dashboard/${sender.slug}/${sender.mode}/senders/${id}`,
  }
  for (const notice of Notices.parse(sender.notices))
    for (const { id: userId, email } of people)
      await queueMailIn(tx, {
        template: 'sender_notice',
        to: email,
        fields: { ...common, ...noticeMail(notice) },
        dedupeKey: `sender ${notice.kind} ${notice.about} ${notice.at} ${userId}`,
      })
}
