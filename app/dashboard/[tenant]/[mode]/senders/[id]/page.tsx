import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { IdText } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listSenderChanges } from '@/lib/senders/list-changes'
import type { SenderObject } from '@/lib/senders/readiness-schema'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { SenderActions } from '../sender-actions'
import { CheckNow } from './check-now'
import { findSenderObject } from './find-sender'
import { ReadinessList } from './readiness-list'
import { RecentChanges } from './recent-changes'
import { SenderFacts } from './sender-facts'

export const metadata: Metadata = { title: 'Sender' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function SenderPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'senders.read'))
    return <NoPermission ctx={ctx} permission="senders.read" screen="Senders" />
  const { id } = await params
  const sender = await findSenderObject(ctx, id)
  if (!sender) notFound()
  const changes = await listSenderChanges(ctx, { id })
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <article className="grid max-w-5xl gap-6 p-5 md:px-6">
      <header className="grid gap-3">
        <div>
          <Button asChild variant="quiet" className="-ms-3">
            <Link href={`${base}/senders`} prefetch={false}>
              <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Senders
            </Link>
          </Button>
        </div>
        <div className="grid gap-1.5">
          <h1 className="type-display text-2xl [overflow-wrap:anywhere]">{sender.display_name}</h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <Verdict sender={sender} />
            <span className="type-mono text-xs">{sender.phone}</span>
            <IdText id={sender.id} noun="sender id" className="text-ink-3" />
          </p>
        </div>
        {sender.mode === 'live' && may(user.role, 'senders.write') && (
          <SenderActions sender={sender} tenant={tenant.slug} mode={mode} />
        )}
      </header>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="readiness" className="grid content-start gap-3">
          <div className="grid gap-1">
            <h2 id="readiness" className="type-display text-[1.0625rem]">
              Ready for OTPs
            </h2>
            <p className="max-w-[64ch] text-ink-2 text-sm">{sentence(sender)}</p>
          </div>
          <ReadinessList readiness={sender.readiness} templates={`${base}/templates`} />
        </section>
        <div className="grid content-start gap-8">
          <section aria-labelledby="facts" className="grid gap-3">
            <h2 id="facts" className="type-display text-[1.0625rem]">
              The number
            </h2>
            <SenderFacts sender={sender} />
            {sender.mode === 'live' && (
              <CheckNow path={`/api/dashboard/${tenant.slug}/${mode}/senders/${sender.id}/check`} />
            )}
          </section>
          <RecentChanges changes={changes} />
          <WebhooksOf subjectId={sender.id} {...{ ctx, base }} />
        </div>
      </div>
    </article>
  )
}

function Verdict({ sender }: { sender: SenderObject }) {
  if (sender.status === 'disconnected')
    return (
      <Status tone="failed" glyph="bang">
        Disconnected
      </Status>
    )
  if (sender.can_send_otp)
    return (
      <Status tone="done" glyph="check">
        Can send OTPs
      </Status>
    )
  return (
    <Status tone="attention" glyph="clock">
      Cannot send OTPs yet
    </Status>
  )
}

const numbers = new Intl.NumberFormat('en')

function sentence({ mode, readiness, can_send_otp }: SenderObject): string {
  if (mode === 'test') return 'Test mode asks nothing of Meta: nothing reaches a real phone.'
  const open = readiness.filter(({ state }) => state !== 'ok' && state !== 'unknown').length
  if (can_send_otp)
    return open === 0
      ? 'All that Meta asks for is in order.'
      : `OTPs go out. ${numbers.format(open)} of these still ${open === 1 ? 'wants' : 'want'} a look.`
  const blocking = readiness.filter(({ blocks_otps }) => blocks_otps)
  const yours = blocking.filter(({ actor }) => actor === 'you').length
  const count = blocking.length === 1 ? 'One thing stands' : `${numbers.format(blocking.length)} things stand`
  const whose =
    yours === 0
      ? 'none of it is yours to do'
      : yours === blocking.length
        ? 'yours to do'
        : `${numbers.format(yours)} of them yours to do`
  return `${count} in the way, ${whose}.`
}
