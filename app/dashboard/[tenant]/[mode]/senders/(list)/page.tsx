import type { Metadata } from 'next'
import Link from 'next/link'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { findUnfinishedConnection } from '@/lib/senders/get-connection'
import { listSenderCards } from '@/lib/senders/list-cards'
import { NoPermission } from '../../no-permission'
import { SenderCard } from '../sender-card'
import { Unfinished } from '../unfinished'

export const metadata: Metadata = { title: 'Senders' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function SendersPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'senders.read'))
    return <NoPermission ctx={ctx} permission="senders.read" screen="Senders" />
  const mayWrite = may(user.role, 'senders.write')
  const base = `/dashboard/${tenant.slug}/${mode}/senders`
  const [senders, unfinished] = await Promise.all([
    listSenderCards(ctx),
    mayWrite ? findUnfinishedConnection(ctx) : null,
  ])
  const connect = mayWrite ? <Connect mode={mode} base={base} tenant={tenant.slug} /> : <OnlyAdmins />
  return (
    <section aria-labelledby="title" className="grid content-start gap-4 p-5 md:px-6">
      <header className="flex items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          Senders
        </h1>
        {senders.length > 0 && mode === 'live' && connect}
      </header>
      {unfinished && <Unfinished connection={unfinished} base={base} />}
      {senders.length > 0 ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <p className="max-w-[70ch] text-ink-2">
              {mode === 'test'
                ? 'Test mode has one number of its own. It exists at no provider, and nothing it sends reaches a phone. Numbers of yours are connected in live mode.'
                : 'The numbers that your messages come from. What names no sender goes out from the primary one.'}
            </p>
            {mode === 'live' && <LiveRefresh pending={unfinished?.status === 'running'} />}
          </div>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-3">
            {senders.map((sender) => (
              <SenderCard
                key={sender.id}
                sender={sender}
                tenant={tenant.slug}
                mode={mode}
                mayWrite={mayWrite}
              />
            ))}
          </ul>
          {mode === 'test' && connect}
        </>
      ) : (
        <div className="border-t pt-8">
          <EmptyState title="No number yet" action={connect}>
            <p>
              Connect a number of your WhatsApp Business Account. It takes about five minutes, a business at
              Meta, and a number that is not on WhatsApp yet or one of the WhatsApp Business app.
            </p>
          </EmptyState>
        </div>
      )}
    </section>
  )
}

function Connect({ mode, base, tenant }: { mode: string; base: string; tenant: string }) {
  if (mode === 'test')
    return (
      <Button asChild className="justify-self-start">
        <Link href={`/dashboard/${tenant}/live/senders`} prefetch={false}>
          Go to the live numbers
        </Link>
      </Button>
    )
  return (
    <Button asChild variant="primary">
      {/* A whole load: the page with Meta's dialog has a policy of its own. */}
      <a href={`${base}/connect`} data-create>
        Connect a number
      </a>
    </Button>
  )
}

function OnlyAdmins() {
  return <p className="text-ink-3 text-xs">Numbers are connected by an admin or owner.</p>
}
