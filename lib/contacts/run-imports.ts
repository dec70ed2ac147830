import { asSystem, withTenant } from '@/db/tenant'
import type { RefusedRow } from '@/lib/contacts/import-schema'
import { endImport, findFile, findImport } from '@/lib/contacts/import-store'
import { endAbandonedImports, takeDueImport } from '@/lib/contacts/import-system'
import { mappingOf } from '@/lib/contacts/present-import'
import { type FileRow, readContacts } from '@/lib/contacts/read-contacts'
import { writeBatch } from '@/lib/contacts/write-batch'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'

const { batchRows, perRun } = policy.contacts.imports

/** Brings in the files that wait, one after the other. What dies on the way goes on where the last batch ended. */
export async function runDueImports(): Promise<{ imported: number; abandoned: number }> {
  const abandoned = await asSystem(endAbandonedImports)
  let imported = 0
  while (imported < perRun) {
    const due = await asSystem(takeDueImport)
    if (!due) break
    await runImport(jobContext('contact-import', due), due.id)
    imported++
  }
  return { imported, abandoned }
}

async function runImport(ctx: Ctx, id: string): Promise<void> {
  try {
    const found = await withTenant(ctx, async (tx) => ({
      row: await findImport(tx, id),
      text: await findFile(tx, id),
    }))
    if (!found.row || found.text === null) return
    let position = 0
    let batch: FileRow[] = []
    const write = async () => {
      const rows = batch
      batch = []
      return withTenant(ctx, (tx) => writeBatch(tx, id, position - rows.length, rows))
    }
    for await (const row of readContacts(found.text, mappingOf(found.row))) {
      // What a process before this one went through is read again, but for its numbers alone.
      if (++position <= found.row.position) continue
      batch.push(row)
      if (batch.length === batchRows && !(await write())) return
    }
    if (batch.length === 0 || (await write())) await withTenant(ctx, (tx) => endImport(tx, id, 'done'))
  } catch (error) {
    log.error('an import stopped', { err: error })
    // What is wrong with the file stays wrong; of the rest another process may get further.
    if (error instanceof AppError) await withTenant(ctx, (tx) => endImport(tx, id, 'failed', faultsOf(error)))
  }
}

function faultsOf({ options, title }: AppError): RefusedRow[] {
  return [{ row: 0, cells: [], faults: [{ column: null, message: options.detail ?? title }] }]
}
