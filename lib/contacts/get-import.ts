import { withTenant } from '@/db/tenant'
import type { ContactImportObject } from '@/lib/contacts/import-schema'
import { findImport, selectImports } from '@/lib/contacts/import-store'
import { presentImport } from '@/lib/contacts/present-import'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission, requirePerson } from '@/lib/core/permissions'

/** How far a file has come. Throws `not_found`. */
export async function getImport(ctx: Ctx, { id }: { id: string }): Promise<ContactImportObject> {
  // What is refused tells numbers, which who may only read does not see whole.
  requirePermission(ctx, 'contacts.write')
  const uuid = fromTypeId('contactImport', id)
  const row = uuid && (await withTenant(ctx, (tx) => findImport(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentImport(row)
}

const recent = 10

/** The latest files, newest first. */
export async function listImports(ctx: Ctx): Promise<ContactImportObject[]> {
  requirePerson(ctx, 'contacts.write')
  return (await withTenant(ctx, (tx) => selectImports(tx, recent))).map(presentImport)
}
