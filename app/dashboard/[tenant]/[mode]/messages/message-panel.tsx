import type { ReactNode } from 'react'
import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import type { FoundMessage } from './find-message'
import { MessageDetail } from './message-detail'
import { type MessagesQuery, messagesHref } from './query'

type Props = {
  found: FoundMessage | null
  id: string
  mode: Mode
  base: string
  media: string
  query: MessagesQuery
  origin: string
  senders: ReadonlyMap<string, string>
  webhooks: ReactNode
}

export function MessagePanel({ found, id, mode, base, media, query, origin, senders, webhooks }: Props) {
  const closed = messagesHref(base, query, { id: undefined })
  return (
    <DetailPanel label="Message details" asked={id} id={found?.message.id} closed={closed} list="Messages">
      {found ? (
        <MessageDetail
          {...{ found, senders, base, media, origin, webhooks }}
          corner={<PanelCorner closed={closed} page={`${base}/messages/${found.message.id}`} />}
        />
      ) : (
        <NothingThere title="No such message" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It may
          belong to {mode === 'test' ? 'live' : 'test'} mode, or be older than {policy.retention.messageDays}{' '}
          days: those are deleted.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
