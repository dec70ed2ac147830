import { asSystem, type SystemTx } from '@/db/tenant'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { queueMailIn } from '@/lib/mails/queue'
import { answerWords, type Notice, noticeWords, shownUrl } from '@/lib/webhooks/notice-rules'
import {
  findLastFailure,
  markTold,
  type Noticed,
  selectCaretakers,
  takeNotices,
} from '@/lib/webhooks/watch-system'

/** Few at a time: deliveries to them wait meanwhile. */
const batch = 10

/**
 * Mails of endpoints that fail, were disabled, or did not get what was sent to them. That their people were told is
 * written with the mails themselves, so that each goes once, however many do this at once.
 */
export async function tellOfEndpoints(): Promise<number> {
  for (let told = 0; ; ) {
    const count = await asSystem(async (tx) => {
      const noticed = await takeNotices(tx, batch)
      for (const endpoint of noticed) await tell(tx, endpoint)
      return noticed.length
    })
    told += count
    if (count < batch) return told
  }
}

async function tell(tx: SystemTx, noticed: Noticed): Promise<void> {
  const notice = noticeOf(noticed)
  const id = toTypeId('endpoint', noticed.endpointId)
  const fields = {
    workspace: noticed.workspace,
    mode: noticed.mode,
    endpoint: shownUrl(noticed.url),
    ...noticeWords(notice),
    lastAnswer: answerWords(await findLastFailure(tx, noticed)),
    endpointLink: `${env().APP_ORIGIN}/dashboard/${noticed.slug}/${noticed.mode}/webhooks/${id}`,
  }
  for (const { id: person, email } of await selectCaretakers(tx, noticed.tenantId))
    await queueMailIn(tx, {
      template: 'endpoint_notice',
      to: email,
      fields,
      dedupeKey: `webhook ${notice.kind} ${noticed.endpointId} ${sinceOf(noticed)} ${person}`,
    })
  await markTold(tx, noticed)
}

function noticeOf({ level, exhausted: count, enabled, disabledReason }: Noticed): Notice {
  if (level === 3) return { kind: 'disabled', reason: disabledReason ?? 'failing', count }
  if (level === 1 || level === 2) return { kind: 'failing', level, count }
  return { kind: 'exhausted', count, isDisabled: !enabled }
}

/** What makes this mail another than the last of its kind. */
function sinceOf({ level, disabledAt, failingSince, exhaustedAt }: Noticed): string {
  if (level === 3) return `${disabledAt?.getTime()}`
  return level > 0 ? `${level} ${failingSince?.getTime()}` : `${exhaustedAt?.getTime()}`
}
