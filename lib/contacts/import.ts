import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type {
  ContactImportObject,
  ImportContactsInput,
  UploadImportInput,
} from '@/lib/contacts/import-schema'
import { countOpenImports, insertImport } from '@/lib/contacts/import-store'
import { mapFile, requirePhoneColumn } from '@/lib/contacts/map-file'
import { presentImport } from '@/lib/contacts/present-import'
import { recordAct } from '@/lib/contacts/record-act'
import { runDueImports } from '@/lib/contacts/run-imports'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { requirePermission, requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'

/** Takes a file and starts on it at once. Throws `validation_failed`, and `state_conflict` where too many wait. */
export async function importContacts(
  ctx: Ctx,
  { csv, fileName, ...wishes }: CamelKeys<z.output<typeof ImportContactsInput>>,
): Promise<ContactImportObject> {
  requirePermission(ctx, 'contacts.write')
  const mapped = await mapFile(csv, wishes)
  requirePhoneColumn(mapped.mapping)
  const made = await withTenant(ctx, async (tx) => {
    requireRoom(await countOpenImports(tx))
    const row = await insertImport(tx, {
      ...mapped,
      text: csv,
      fileName,
      status: 'queued',
      createdBy: userOf(ctx),
    })
    const shown = presentImport(row)
    await recordAct(ctx, tx, {
      action: 'contact_import.started',
      target: { type: 'contact_import', id: shown.id },
      after: { rows: row.rows },
    })
    return shown
  })
  ctx.defer(async () => void (await runDueImports()))
  return made
}

/** Takes a file and waits for a person to look at it. */
export async function uploadImport(
  ctx: Ctx,
  { csv, fileName }: CamelKeys<z.output<typeof UploadImportInput>>,
): Promise<ContactImportObject> {
  requirePerson(ctx, 'contacts.write')
  const mapped = await mapFile(csv, {})
  return withTenant(ctx, async (tx) =>
    presentImport(
      await insertImport(tx, { ...mapped, text: csv, fileName, status: 'preview', createdBy: userOf(ctx) }),
    ),
  )
}

export function requireRoom(open: number): void {
  const { openPerMode } = policy.contacts.imports
  if (open < openPerMode) return
  throw new AppError('state_conflict', {
    detail: `${openPerMode} files are on their way in, as many as may be at once: wait for one of them.`,
  })
}

function userOf({ actor }: Ctx): string | null {
  return actor.type === 'user' ? actor.id : null
}
