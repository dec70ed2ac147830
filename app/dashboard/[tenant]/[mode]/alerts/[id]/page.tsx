import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { AlertDetail } from '../alert-detail'
import { findAlert } from '../find-alert'
import { subjectNames } from '../subject-names'

export const metadata: Metadata = { title: 'Alert' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function AlertPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'alerts.read'))
    return <NoPermission ctx={ctx} permission="alerts.read" screen="Alerts" />
  const { id } = await params
  const alert = await findAlert(ctx, id)
  if (!alert) notFound()
  const names = await subjectNames(ctx, [alert])
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <article data-panel data-id={alert.id} className="grid max-w-2xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Alert {alert.id}</h1>
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/alerts`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Alerts
          </Link>
        </Button>
      </div>
      <AlertDetail
        alert={alert}
        names={names}
        base={base}
        path={`/api/dashboard/${tenant.slug}/${mode}/alerts`}
        mayWrite={may(user.role, 'alerts.write')}
        wide
      />
    </article>
  )
}
