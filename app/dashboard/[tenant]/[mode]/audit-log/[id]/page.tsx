import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { getChainState } from '@/lib/audit/list'
import { idsToName } from '@/lib/audit/name-of'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { nameActors } from '@/lib/keys/name-actors'
import { NoPermission } from '../../no-permission'
import { EntryDetail } from '../entry-detail'
import { findEntry } from '../find-entry'

export const metadata: Metadata = { title: 'Audit log entry' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function EntryPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'audit.read'))
    return <NoPermission ctx={ctx} permission="audit.read" screen="Audit log" />
  const { id } = await params
  const [entry, chain] = await Promise.all([findEntry(ctx, id), getChainState(ctx)])
  if (!entry) notFound()
  const names = await nameActors(ctx, idsToName([entry.actor]))
  const workspace = `/dashboard/${tenant.slug}`
  const list = `${workspace}/${mode}/audit-log`
  return (
    <article data-panel data-id={entry.id} className="grid max-w-5xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Entry {entry.id}</h1>
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={list} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Audit log
          </Link>
        </Button>
      </div>
      <EntryDetail
        {...{ entry, names, chain, workspace }}
        about={`${list}?target=${encodeURIComponent(entry.target.id)}`}
        wide
      />
    </article>
  )
}
