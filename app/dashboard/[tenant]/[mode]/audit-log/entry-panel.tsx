import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { AuditEntry, ChainState } from '@/lib/audit/schema'
import { EntryDetail } from './entry-detail'
import type { Names } from './entry-words'
import { type AuditQuery, auditHref, noFilters } from './query'

type Props = {
  entry: AuditEntry | null
  id: string
  names: Names
  chain: ChainState
  workspace: string
  base: string
  query: AuditQuery
}

export function EntryPanel({ entry, id, names, chain, workspace, base, query }: Props) {
  const closed = auditHref(base, query, { id: undefined })
  return (
    <DetailPanel label="Details of the entry" asked={id} id={entry?.id} closed={closed} list="Audit log">
      {entry ? (
        <EntryDetail
          entry={entry}
          names={names}
          chain={chain}
          workspace={workspace}
          about={auditHref(base, query, { ...noFilters, target: entry.target.id })}
          corner={<PanelCorner closed={closed} page={`${base}/audit-log/${entry.id}`} />}
        />
      ) : (
        <NothingThere title="No such entry" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in the audit log of this workspace.
          Entries are never deleted, so it may belong to another one.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
