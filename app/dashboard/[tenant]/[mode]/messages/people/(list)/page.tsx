import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Paging } from '@/components/list/paging'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { listConversations } from '@/lib/messages/list-conversations'
import type { ConversationList } from '@/lib/messages/thread-schema'
import { NoPermission } from '../../../no-permission'
import { previewsOf } from '../../find-message'
import { MessagesTabs } from '../../messages-tabs'
import { ConversationTable } from '../conversation-table'
import { PersonSearch } from '../person-search'
import { PeopleQuery, pagesOf, peopleHref } from '../query'

export const metadata: Metadata = { title: 'Conversations' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'messages.read'))
    return <NoPermission ctx={ctx} permission="messages.read" screen="Conversations" />
  const query = PeopleQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const list = await listPage(ctx, query, base)
  const previewOf = await previewsOf(
    ctx,
    list.data.flatMap(({ last_message }) => last_message ?? []),
  )
  const shown = list.data.map((conversation) => ({
    conversation,
    preview: conversation.last_message && previewOf(conversation.last_message),
  }))
  const isFirstRun = shown.length === 0 && !query.search && !query.cursor
  return (
    <section aria-labelledby="title" className="min-w-0 p-5 md:px-6">
      <h1 id="title" className="type-display text-2xl">
        Conversations
      </h1>
      <div className="pt-3">
        <MessagesTabs base={base} current="Conversations" />
      </div>
      <div className="flex flex-wrap items-center gap-2 pt-3.5 pb-2.5">
        {!isFirstRun && <PersonSearch base={base} query={query} />}
        <span className="ms-auto">
          <LiveRefresh pending />
        </span>
      </div>
      {isFirstRun ? (
        <NobodyYet base={base} />
      ) : shown.length === 0 ? (
        <NobodyFound base={base} query={query} />
      ) : (
        <>
          <ConversationTable shown={shown} base={base} />
          <Paging {...pagesOf(base, query, list.next_cursor)} />
        </>
      )}
    </section>
  )
}

function NobodyYet({ base }: { base: string }) {
  return (
    <div className="border-t pt-8">
      <EmptyState
        title="Nobody has written yet"
        action={
          <Button asChild variant="primary">
            <Link href={`${base}/messages`}>Send a message</Link>
          </Button>
        }
      >
        <p>
          Whoever writes to one of your numbers, and whomever you write to, has a conversation here. For 24
          hours after they last wrote you may answer freely; after that, with templates.
        </p>
      </EmptyState>
    </div>
  )
}

function NobodyFound({ base, query }: { base: string; query: PeopleQuery }) {
  const cleared = peopleHref(base, query, { search: undefined })
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={query.search ? 'Nobody matches' : 'No older conversations'}
        action={
          <Button asChild>
            <Link href={cleared}>{query.search ? 'Clear the search' : 'Go to the newest'}</Link>
          </Button>
        }
      >
        {query.search && (
          <p className="[overflow-wrap:anywhere]">
            No conversation with “{query.search}”. A name is looked for among the newest{' '}
            {policy.conversations.searched.toLocaleString('en')}; a whole number in E.164 among all.
          </p>
        )}
      </EmptyState>
    </div>
  )
}

async function listPage(ctx: Ctx, query: PeopleQuery, base: string): Promise<ConversationList> {
  const { search, cursor } = query
  try {
    return await listConversations(ctx, { limit: policy.api.pageSizeDefault, search, cursor })
  } catch (error) {
    const isStaleCursor = cursor && error instanceof AppError && error.code === 'validation_failed'
    if (isStaleCursor) redirect(peopleHref(base, query, { cursor: undefined, trail: [] }))
    throw error
  }
}
