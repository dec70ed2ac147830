import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { getImport } from '@/lib/contacts/get-import'
import type { ContactImportObject } from '@/lib/contacts/import-schema'
import { previewImport } from '@/lib/contacts/preview-import'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../../no-permission'
import { ImportStatusText } from '../import-status'
import { ImportProgress } from './import-progress'
import { MappingForm } from './mapping-form'

export const metadata: Metadata = { title: 'Import' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function OneImportPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'contacts.write'))
    return <NoPermission ctx={ctx} permission="contacts.write" screen="Import contacts" />
  const { id } = await params
  const file = await findImport(ctx, id)
  if (!file) notFound()
  const base = `/dashboard/${tenant.slug}/${mode}`
  const path = `/api${base}/contacts/import/${file.id}`
  return (
    <article
      data-panel
      data-id={file.id}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 p-5 md:px-6"
    >
      <Button asChild variant="quiet" className="-ms-3 justify-self-start">
        <Link href={`${base}/contacts/import`} prefetch={false} data-close-panel>
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Imports
        </Link>
      </Button>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="type-display text-2xl [overflow-wrap:anywhere]">{file.file_name}</h1>
        <ImportStatusText status={file.status} />
      </header>
      {file.status === 'preview' ? (
        <MappingForm path={path} initial={await previewImport(ctx, { id })} />
      ) : (
        <ImportProgress file={file} path={path} base={base} />
      )}
    </article>
  )
}

async function findImport(ctx: Ctx, id: string): Promise<ContactImportObject | null> {
  try {
    return await getImport(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
