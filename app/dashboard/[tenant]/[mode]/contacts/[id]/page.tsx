import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { ContactDetail } from '../contact-detail'
import { findContact } from '../find-contact'

export const metadata: Metadata = { title: 'Contact' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function ContactPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'contacts.read'))
    return <NoPermission ctx={ctx} permission="contacts.read" screen="Contacts" />
  const { id } = await params
  const contact = await findContact(ctx, id)
  if (!contact) notFound()
  const base = `/dashboard/${tenant.slug}/${mode}`
  const list = `${base}/contacts`
  return (
    <article data-panel data-id={contact.id} className="grid max-w-5xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Contact {contact.id}</h1>
      <Button asChild variant="quiet" className="-ms-3 justify-self-start">
        <Link href={list} prefetch={false} data-close-panel>
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Contacts
        </Link>
      </Button>
      <ContactDetail
        contact={contact}
        base={base}
        mayWrite={may(user.role, 'contacts.write')}
        closed={list}
        wide
      />
      <WebhooksOf subjectId={contact.id} {...{ ctx, base }} />
    </article>
  )
}
