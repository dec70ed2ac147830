import { TakeFile } from '@/components/list/take-file'
import type { AuditFilter } from '@/lib/audit/schema'

/** What the filters show, all of it, as a file. */
export function ExportLog({ path, filter }: { path: string; filter: AuditFilter }) {
  return (
    <TakeFile path={path} body={filter}>
      Export CSV
    </TakeFile>
  )
}
