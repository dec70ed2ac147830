import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Paging } from '@/components/list/paging'
import { cn } from '@/components/ui/cn'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { listMessages } from '@/lib/messages/list'
import type { MessageList } from '@/lib/messages/list-schema'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { ComposeDrawer } from '../compose/compose-drawer'
import { findMessage, previewsOf, senderNames } from '../find-message'
import { NoMessagesYet, NothingFound } from '../message-empty'
import { MessageFilters } from '../message-filters'
import { MessagePanel } from '../message-panel'
import { MessageTable } from '../message-table'
import { MessagesTabs } from '../messages-tabs'
import { isFiltered, MessagesQuery, messagesHref, pagesOf, phoneFault } from '../query'

export const metadata: Metadata = { title: 'Messages' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function MessagesPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'messages.read'))
    return <NoPermission ctx={ctx} permission="messages.read" screen="Messages" />
  const query = MessagesQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const media = `/api/dashboard/${tenant.slug}/${mode}/media`
  const origin = env().APP_ORIGIN
  const fault = phoneFault(query)
  const [list, found, senders] = await Promise.all([
    fault ? nothing : listPage(ctx, query, base),
    query.id ? findMessage(ctx, query.id) : null,
    senderNames(ctx),
  ])
  const previewOf = await previewsOf(ctx, list.data)
  const mayWrite = may(user.role, 'messages.write')
  const compose = <ComposeDrawer tenant={tenant.slug} {...{ mode, mayWrite, origin }} />
  const shown = [...list.data, ...(found ? [found.message] : [])]
  const pending = shown.some(({ status }) => status === 'queued' || status === 'sent')
  const isFirstRun = list.data.length === 0 && !isFiltered(query) && !query.cursor

  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            Messages
          </h1>
          <div className="flex flex-wrap items-center justify-end gap-2">
            {isFirstRun ? <LiveRefresh pending /> : compose}
          </div>
        </header>
        <div className="pt-3">
          <MessagesTabs base={base} current="All messages" />
        </div>
        <div className="pt-3.5 pb-2.5">
          {!isFirstRun && <MessageFilters {...{ base, query, fault, pending }} />}
        </div>
        {isFirstRun ? (
          <NoMessagesYet mode={mode} origin={origin} action={compose} />
        ) : fault ? null : list.data.length === 0 ? (
          <NothingFound query={query} base={base} />
        ) : (
          <>
            <MessageTable
              shown={list.data.map((message) => ({ message, preview: previewOf(message) }))}
              {...{ senders, base, query }}
            />
            <Paging {...pagesOf(base, query, list.next_cursor)} />
            {!list.has_more && (
              <p className="pt-4 text-ink-3 text-xs">
                Messages older than {policy.retention.messageDays} days are deleted by policy.
              </p>
            )}
          </>
        )}
      </section>
      {query.id && (
        <MessagePanel
          {...{ found, mode, base, media, query, origin, senders }}
          id={query.id}
          webhooks={found && <WebhooksOf subjectId={found.message.id} {...{ ctx, base }} />}
        />
      )}
    </div>
  )
}

const nothing: MessageList = { object: 'list', data: [], has_more: false, next_cursor: null }

async function listPage(ctx: Ctx, query: MessagesQuery, base: string): Promise<MessageList> {
  const { status, type, direction, cursor } = query
  const filter = { status, type, direction, cursor, ...(query.with ? { person: query.with } : {}) }
  try {
    return await listMessages(ctx, { limit: policy.api.pageSizeDefault, ...filter })
  } catch (error) {
    const isStaleCursor = cursor && error instanceof AppError && error.code === 'validation_failed'
    if (isStaleCursor) redirect(messagesHref(base, query, { cursor: undefined, trail: [] }))
    throw error
  }
}
