import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { readComponents } from '@/lib/templates/component-schema'
import { NoPermission } from '../../../no-permission'
import { draftOf } from '../../editor/draft'
import { TemplateEditor } from '../../editor/template-editor'
import { findTemplateDetail } from '../../find-detail'
import { TemplateNotice } from '../../template-notice'

export const metadata: Metadata = { title: 'Edit a template' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function EditTemplatePage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'templates.write'))
    return <NoPermission ctx={ctx} permission="templates.write" screen="Edit a template" />
  const { id } = await params
  const found = await findTemplateDetail(ctx, id)
  if (!found || found.template.category === 'authentication') notFound()
  const { template } = found
  const category = template.category === 'marketing' ? 'marketing' : 'utility'
  const draft = draftOf(readComponents(template.components))
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <section aria-labelledby="title" className="grid max-w-6xl content-start gap-4 p-5 md:px-6">
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/templates/${template.id}`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> {template.name}
          </Link>
        </Button>
        <h1 id="title" className="type-display text-2xl">
          Edit a template
        </h1>
      </div>
      <TemplateNotice template={template} />
      {template.status === 'approved' && (
        <p className="max-w-[70ch] text-ink-2">
          Meta reviews it again, once a day at most and ten times in 30 days. Until it is approved again it
          cannot be sent.
        </p>
      )}
      {draft ? (
        <TemplateEditor
          path={`/api/dashboard/${tenant.slug}/${mode}/templates`}
          base={base}
          accounts={[]}
          edited={{
            id: template.id,
            identity: { name: template.name, language: template.language, category },
            draft,
            isApproved: template.status === 'approved',
          }}
        />
      ) : (
        <p className="max-w-[70ch] text-ink-2">
          It has a part that this editor cannot write, such as a picture. Edit it in WhatsApp Manager; it is
          read from there.
        </p>
      )}
    </section>
  )
}
