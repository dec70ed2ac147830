import { z } from 'zod'
import { type ContactImportObject, Mapping, RefusedRow } from '@/lib/contacts/import-schema'
import type { ImportRow } from '@/lib/contacts/import-store'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'

const Refused = z.array(RefusedRow).catch([])

export function mappingOf(row: ImportRow): Mapping {
  return Mapping.parse(row.mapping)
}

export function refusedOf(row: ImportRow): RefusedRow[] {
  return Refused.parse(row.faults)
}

export function presentImport(row: ImportRow): ContactImportObject {
  const shown = refusedOf(row).slice(0, policy.contacts.imports.faultsShown)
  return {
    object: 'contact_import',
    id: toTypeId('contactImport', row.id),
    file_name: row.fileName,
    status: row.status,
    columns: mappingOf(row).columns,
    rows: row.rows,
    processed: row.position,
    created: row.created,
    updated: row.updated,
    refused: row.refused,
    errors: shown.flatMap(({ row, faults }) => faults.map((fault) => ({ row, ...fault }))),
    mode: row.mode,
    created_at: toTimestamp(row.createdAt),
    ended_at: toTimestamp(row.endedAt),
  }
}
