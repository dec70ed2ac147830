import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { PhoneBubble } from '@/components/templates/phone-bubble'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { readComponents } from '@/lib/templates/component-schema'
import { sandboxPreview } from '@/lib/templates/preview-schema'
import type { TemplateDetail } from '@/lib/templates/schema'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { DeleteTemplate } from '../delete-template'
import { findTemplateDetail } from '../find-detail'
import { LanguageLinks } from '../language-links'
import { StatusTimeline } from '../status-timeline'
import { TemplateFacts } from '../template-facts'
import { TemplateNotice } from '../template-notice'

export const metadata: Metadata = { title: 'Template' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function TemplatePage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'templates.read'))
    return <NoPermission ctx={ctx} permission="templates.read" screen="Templates" />
  const { id } = await params
  const found = await findTemplateDetail(ctx, id)
  if (!found) notFound()
  const { template, impact } = found
  const base = `/dashboard/${tenant.slug}/${mode}`
  const mayWrite = may(user.role, 'templates.write') && template.status !== 'deleted'
  const isEditable =
    template.category !== 'authentication' && ['approved', 'rejected', 'paused'].includes(template.status)
  return (
    <article data-id={template.id} className="grid max-w-5xl content-start gap-4 p-5 md:px-6">
      <div className="flex items-center justify-between gap-3">
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/templates`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Templates
          </Link>
        </Button>
        <LiveRefresh pending={template.status === 'pending'} />
      </div>
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="type-display min-w-0 text-2xl [overflow-wrap:anywhere]">{template.name}</h1>
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            {isEditable && (
              <Button asChild variant={template.status === 'rejected' ? 'primary' : 'secondary'}>
                <Link href={`${base}/templates/${template.id}/edit`}>Edit and resubmit</Link>
              </Button>
            )}
            <DeleteTemplate
              template={template}
              impact={impact}
              mode={mode}
              path={`/api/dashboard/${tenant.slug}/${mode}/templates`}
              list={`${base}/templates`}
            />
          </div>
        )}
      </header>
      <LanguageLinks template={template} base={base} />
      <TemplateNotice template={template} />
      <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <PhoneBubble components={previewOf(template)} language={template.language} label="What people read" />
        <div className="grid gap-6">
          <TemplateFacts template={template} />
          <StatusTimeline template={template} />
          <WebhooksOf subjectId={template.id} {...{ ctx, base }} />
        </div>
      </div>
    </article>
  )
}

/** Until Meta's words have been read, those for codes stand in ours. */
function previewOf({ components, category, language }: TemplateDetail) {
  const known = readComponents(components)
  const isWorded = known.some(({ type, text }) => type === 'BODY' && text)
  if (isWorded || category !== 'authentication') return known
  const footer: unknown = known.find(({ type }) => type === 'FOOTER')?.code_expiration_minutes
  const { body, button, ...rest } = sandboxPreview(language, {
    addSecurityRecommendation: known.length === 0 || known[0]?.add_security_recommendation === true,
    codeExpirationMinutes: typeof footer === 'number' ? footer : null,
  })
  return [
    { type: 'BODY', text: body, example: { body_text: [['123456']] } },
    ...(rest.footer ? [{ type: 'FOOTER', text: rest.footer }] : []),
    { type: 'BUTTONS', buttons: [{ type: 'OTP', text: button }] },
  ]
}
