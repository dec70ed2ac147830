import type { Metadata } from 'next'
import { listImports } from '@/lib/contacts/get-import'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { ContactTabs } from '../contact-tabs'
import { ImportTable } from './import-table'
import { UploadFile } from './upload-file'

export const metadata: Metadata = { title: 'Import contacts' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function ImportPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'contacts.write'))
    return <NoPermission ctx={ctx} permission="contacts.write" screen="Import contacts" />
  const imports = await listImports(ctx)
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <section aria-labelledby="title" className="min-w-0 p-5 md:px-6">
      <h1 id="title" className="type-display pb-2 text-2xl">
        Contacts
      </h1>
      <ContactTabs base={base} current="import" mayWrite />
      <div className="grid max-w-4xl gap-8 pt-6">
        <UploadFile base={base} />
        {imports.length > 0 && (
          <section className="grid gap-2">
            <h2 className="type-display text-[1.0625rem] leading-6">Latest imports</h2>
            <ImportTable imports={imports} base={base} />
            <p className="text-ink-3 text-xs">
              A file is erased when its import ends; what became of it is kept for{' '}
              {policy.contacts.imports.keptDays} days.
            </p>
          </section>
        )}
      </div>
    </section>
  )
}
