import { IdText } from '@/components/id-text'
import type { AlertObject } from '@/lib/alerts/schema'

/** Names of the people and the keys of this workspace, by their ids. */
export type SubjectNames = ReadonlyMap<string, string>

type Props = {
  subject: AlertObject['subject']
  names: SubjectNames
  whole?: boolean | undefined
  /** The name alone, where there is one. */
  brief?: boolean
}

const nouns = { user: 'user id', key: 'key id', endpoint: 'endpoint id', workspace: 'workspace id' } as const

/** Whom or what an alert is about. */
export function AlertSubject({ subject, names, whole, brief }: Props) {
  const { kind, id } = subject
  if (kind === 'workspace') return <span>This workspace</span>
  if (kind === 'many') return <span>Many others</span>
  const name = names.get(id)
  if (kind !== 'user' && kind !== 'key' && kind !== 'endpoint')
    return <span className="type-mono text-xs [overflow-wrap:anywhere]">{id}</span>
  if (name && brief) return <span className="[overflow-wrap:anywhere]">{name}</span>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {name && <span className="[overflow-wrap:anywhere]">{name}</span>}
      <IdText id={id} noun={nouns[kind]} whole={whole} className="text-ink-2" />
    </span>
  )
}
