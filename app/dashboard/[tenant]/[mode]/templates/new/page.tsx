import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listTemplateGroups } from '@/lib/templates/list-groups'
import { NoPermission } from '../../no-permission'
import { TemplateEditor } from '../editor/template-editor'
import { NoSenderYet } from '../template-empty'

export const metadata: Metadata = { title: 'Write a template' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function NewTemplatePage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'templates.write'))
    return <NoPermission ctx={ctx} permission="templates.write" screen="Write a template" />
  const { accounts } = await listTemplateGroups(ctx)
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <section aria-labelledby="title" className="grid max-w-6xl content-start gap-4 p-5 md:px-6">
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/templates`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Templates
          </Link>
        </Button>
        <h1 id="title" className="type-display text-2xl">
          Write a template
        </h1>
      </div>
      {accounts.length === 0 ? (
        <NoSenderYet base={base} />
      ) : (
        <TemplateEditor
          path={`/api/dashboard/${tenant.slug}/${mode}/templates`}
          base={base}
          accounts={accounts}
        />
      )}
    </section>
  )
}
