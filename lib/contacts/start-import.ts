import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { requireRoom } from '@/lib/contacts/import'
import type { ContactImportObject, MapImportInput } from '@/lib/contacts/import-schema'
import { countOpenImports, endImport, findImport, queueImport } from '@/lib/contacts/import-store'
import { mapFile, requirePhoneColumn } from '@/lib/contacts/map-file'
import { presentImport } from '@/lib/contacts/present-import'
import { waitingFile } from '@/lib/contacts/preview-import'
import { recordAct } from '@/lib/contacts/record-act'
import { runDueImports } from '@/lib/contacts/run-imports'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'

type Input = CamelKeys<z.output<typeof MapImportInput>> & { id: string }

/** Starts on a file that was looked at. Throws what the preview throws, and `state_conflict` where too many wait. */
export async function startImport(ctx: Ctx, { id, ...wishes }: Input): Promise<ContactImportObject> {
  requirePerson(ctx, 'contacts.write')
  const mapped = await mapFile(await waitingFile(ctx, id), wishes)
  requirePhoneColumn(mapped.mapping)
  const started = await withTenant(ctx, async (tx) => {
    requireRoom(await countOpenImports(tx))
    const row = await queueImport(tx, fromTypeId('contactImport', id) ?? '', mapped)
    if (!row) throw new AppError('state_conflict', { detail: 'This import was started already.' })
    await recordAct(ctx, tx, {
      action: 'contact_import.started',
      target: { type: 'contact_import', id },
      after: { rows: row.rows },
    })
    return presentImport(row)
  })
  ctx.defer(async () => void (await runDueImports()))
  return started
}

/**
 * Stops a file and erases it: what it has brought in stays. Throws `not_found`, and `state_conflict` for one that has
 * ended.
 */
export async function cancelImport(ctx: Ctx, { id }: { id: string }): Promise<ContactImportObject> {
  requirePerson(ctx, 'contacts.write')
  const uuid = fromTypeId('contactImport', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const ended = await endImport(tx, uuid, 'canceled')
    if (!ended) {
      const row = await findImport(tx, uuid)
      throw row
        ? new AppError('state_conflict', { detail: `This import is ${row.status}.` })
        : new AppError('not_found')
    }
    await recordAct(ctx, tx, {
      action: 'contact_import.canceled',
      target: { type: 'contact_import', id },
      after: { processed: ended.position },
    })
    return presentImport(ended)
  })
}
