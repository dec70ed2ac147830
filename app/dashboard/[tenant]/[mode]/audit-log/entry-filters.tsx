import { FilterMenu } from '@/components/list/filter-menu'
import { WhenFilter } from '@/components/list/when-filter'
import { actionGroups } from '@/lib/audit/action-schema'
import type { AuditEntry } from '@/lib/audit/schema'
import { modeWords, type Names, whenWords, whoDid } from './entry-words'
import { type AuditQuery, auditHref, filterNames } from './query'
import { TargetFilter } from './target-filter'

type Props = { base: string; query: AuditQuery; actors: AuditEntry['actor'][]; names: Names; now: Date }

export function EntryFilters({ base, query, actors, names, now }: Props) {
  const { actor, group, target, in: mode, from, until } = query
  const href = (change: Partial<AuditQuery>) => auditHref(base, query, change)
  const kept = (...without: string[]) =>
    filterNames.flatMap((name): [string, string][] =>
      query[name] && !without.includes(name) ? [[name, query[name]]] : [],
    )
  const who = actors.find(({ id }) => id === actor) ?? (actor && { type: 'user' as const, id: actor })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TargetFilter
        action={`${base}/audit-log`}
        kept={kept('target')}
        target={target}
        unset={href({ target: undefined })}
      />
      <FilterMenu
        name="Who"
        value={actor}
        chosen={who ? whoDid(who, names) : undefined}
        unset={{ href: href({ actor: undefined }), label: 'Anybody' }}
        options={actors.map((one) => ({
          value: one.id,
          href: href({ actor: one.id }),
          label: whoDid(one, names),
        }))}
      />
      <FilterMenu
        name="What"
        value={group}
        chosen={group && actionGroups[group]}
        unset={{ href: href({ group: undefined }), label: 'Anything' }}
        options={Object.entries(actionGroups).map(([value, label]) => ({
          value,
          href: href({ group: isGroup(value) ? value : undefined }),
          label,
        }))}
      />
      <FilterMenu
        name="Mode"
        value={mode}
        chosen={mode && modeWords[mode].toLowerCase()}
        unset={{ href: href({ in: undefined }), label: 'Any mode' }}
        options={(['live', 'test', 'neither'] as const).map((value) => ({
          value,
          href: href({ in: value }),
          label: modeWords[value],
        }))}
      />
      <WhenFilter
        key={`${from} ${until}`}
        action={`${base}/audit-log`}
        kept={kept('from', 'until')}
        from={from}
        until={until}
        chosen={whenWords({ from, until })}
        presets={[
          ['Today', 0],
          ['Last 7 days', 6],
          ['Last 30 days', 29],
        ].map(([label, days]) => ({
          label: String(label),
          href: href({ from: dayBefore(now, Number(days)), until: undefined }),
        }))}
        unset={href({ from: undefined, until: undefined })}
      />
    </div>
  )
}

function isGroup(name: string): name is keyof typeof actionGroups {
  return Object.hasOwn(actionGroups, name)
}

function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)
}
