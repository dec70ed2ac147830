import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { getThread } from '@/lib/messages/get-thread'
import { listSendable } from '@/lib/messages/list-sendable'
import type { Thread } from '@/lib/messages/thread-schema'
import { NoPermission } from '../../../no-permission'
import { previewsOf } from '../../find-message'
import { MarkOpened } from '../mark-opened'
import { ThreadQuery, threadHref } from '../query'
import { ReplyBox } from '../reply-box'
import { ThreadHeader } from '../thread-header'
import { threadDays } from '../thread-items'
import { ThreadMessage } from '../thread-message'
import { ThreadScroll } from '../thread-scroll'

export const metadata: Metadata = { title: 'Conversation' }

type Props = {
  params: Promise<{ tenant: string; mode: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PersonPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'messages.read'))
    return <NoPermission ctx={ctx} permission="messages.read" screen="Conversation" />
  const [{ id }, search] = await Promise.all([params, searchParams])
  const query = ThreadQuery.parse(search)
  const thread = await findThread(ctx, id, query.show)
  if (!thread) notFound()
  const mayWrite = may(user.role, 'messages.write')
  const [previewOf, templates] = await Promise.all([
    previewsOf(ctx, thread.messages),
    mayWrite ? listSendable(ctx) : [],
  ])
  const base = `/dashboard/${tenant.slug}/${mode}`
  const doors = `/api/dashboard/${tenant.slug}/${mode}`
  const path = `${base}/messages/people/${id}`
  const sender = thread.senders.find((one) => one.id === query.sender) ?? thread.senders[0]
  const days = threadDays(thread.messages, previewOf)
  const isStopped = thread.suppression?.scope === 'all'

  return (
    <div className="flex min-h-[calc(100dvh-var(--banner))] min-w-0 max-w-4xl flex-col px-5 md:px-6 max-md:min-h-0">
      <ThreadHeader
        thread={thread}
        base={base}
        chosen={sender?.id}
        hrefOf={(chosen) => threadHref(path, query, { sender: chosen })}
      />
      {mayWrite && <MarkOpened door={`${doors}/messages`} messageId={thread.unread_message_id} />}
      <section aria-label="Messages" className="min-w-0 flex-1">
        <ThreadScroll
          lastId={thread.messages.at(-1)?.id ?? null}
          ids={thread.messages.map((message) => message.id)}
        >
          {thread.has_earlier && query.show < policy.conversations.shownMax ? (
            <Button asChild variant="quiet" className="justify-self-center">
              <Link
                href={threadHref(path, query, { show: query.show + policy.conversations.page })}
                replace
                scroll={false}
                prefetch={false}
              >
                Show earlier messages
              </Link>
            </Button>
          ) : (
            <p className="text-center text-ink-3 text-xs">
              {thread.has_earlier
                ? `These are the newest ${policy.conversations.shownMax} messages.`
                : `Messages older than ${policy.retention.messageDays} days are deleted by policy.`}
            </p>
          )}
          {days.map(({ day, items }) => (
            <section key={day} aria-label={dayInWords(day)} className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <h2 className="text-center font-semibold text-ink-3 text-xs">{dayInWords(day)}</h2>
              <ol className="grid grid-cols-[minmax(0,1fr)] gap-3">
                {items.map((item) => (
                  <ThreadMessage key={item.message.id} item={item} base={base} media={`${doors}/media`} />
                ))}
              </ol>
            </section>
          ))}
        </ThreadScroll>
      </section>
      <footer className="sticky bottom-0 z-20 border-t bg-canvas py-3 max-md:bottom-14">
        {!mayWrite ? (
          <p className="text-ink-3 text-sm">Answering needs the role of developer, admin or owner.</p>
        ) : !sender?.is_connected ? (
          <p className="text-ink-3 text-sm">No connected number can answer this person.</p>
        ) : isStopped ? (
          <p className="text-ink-3 text-sm">An answer would be refused: the person has opted out.</p>
        ) : (
          <ReplyBox
            key={sender.id}
            door={`${doors}/messages/people/${id}/reply`}
            sender={sender.id}
            window={sender.window}
            templates={templates.filter(({ sender_id }) => sender_id === sender.id)}
          />
        )}
      </footer>
    </div>
  )
}

async function findThread(ctx: Ctx, id: string, limit: number): Promise<Thread | null> {
  try {
    return await getThread(ctx, { id, limit })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

function dayInWords(day: string): string {
  return format.format(new Date(`${day}T00:00:00Z`))
}
