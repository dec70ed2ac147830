import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { QualityMark, TemplateStatusMark } from '@/components/templates/template-status'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { TemplateGroup } from '@/lib/templates/group-schema'
import type { TemplateObject, TemplateQuality, TemplateStatus } from '@/lib/templates/schema'
import { templateStatuses } from '@/lib/templates/schema'
import { categoryWords } from './words'

const languagesShown = 8

export function TemplateTable({ groups, base }: { groups: TemplateGroup[]; base: string }) {
  return (
    <Table caption="Templates by name, newest first">
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell className="w-36">Status</HeadCell>
        <HeadCell className="w-32">Category</HeadCell>
        <HeadCell>Languages</HeadCell>
        <HeadCell className="w-28">Quality</HeadCell>
        <HeadCell className="w-28">Last used</HeadCell>
      </TableHead>
      <TableBody>
        {groups.map((group) => (
          <GroupRow key={`${group.name} ${group.templates[0]?.id}`} group={group} base={base} />
        ))}
      </TableBody>
    </Table>
  )
}

function GroupRow({ group: { name, templates }, base }: { group: TemplateGroup; base: string }) {
  const first = firstOf(templates)
  if (!first) return null
  const used = templates
    .flatMap(({ last_used_at }) => last_used_at ?? [])
    .sort()
    .at(-1)
  return (
    <OpeningRow id={first.id} selected={false}>
      <OpeningCell>
        <RowLink href={`${base}/templates/${first.id}`}>
          <span className="type-mono text-xs [overflow-wrap:anywhere]">{name}</span>
        </RowLink>
      </OpeningCell>
      <Cell className="@max-xl:text-end">
        <StatusOfAll templates={templates} />
      </Cell>
      <Cell className="@max-xl:order-3 @max-xl:py-0 @max-xl:text-ink-2">
        {categoryWords[first.category]}
        {first.category_change && (
          <span className="block text-amber text-xs">Becomes {first.category_change.to}</span>
        )}
      </Cell>
      <Cell className="@max-xl:order-5 @max-xl:col-span-2 @max-xl:py-0">
        <Languages templates={templates} />
      </Cell>
      <Cell className="@max-xl:hidden">
        <QualityMark quality={worstQuality(templates)} />
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-4 @max-xl:py-0 @max-xl:text-end">
        {used ? (
          <RelativeTime at={used} className="relative z-10" />
        ) : (
          <span className="text-ink-3">Never used</span>
        )}
      </Cell>
    </OpeningRow>
  )
}

/** How many stand where, when they do not stand together. */
function StatusOfAll({ templates }: { templates: TemplateObject[] }) {
  const counts = templateStatuses.flatMap((status) => {
    const count = templates.filter((one) => one.status === status).length
    return count > 0 ? [{ status, count }] : []
  })
  return counts.map(({ status, count }) => (
    <span key={status} className="block whitespace-nowrap">
      <TemplateStatusMark status={status} />
      {counts.length > 1 && <span className="ps-1.5 text-ink-2 tabular-nums">{count}</span>}
    </span>
  ))
}

function Languages({ templates }: { templates: TemplateObject[] }) {
  const codes = templates.map(({ language }) => language).sort()
  const more = codes.length - languagesShown
  return (
    <span className="type-mono flex flex-wrap gap-x-2 text-ink-2 text-xs">
      {codes.slice(0, languagesShown).map((code) => (
        <span key={code}>{code}</span>
      ))}
      {more > 0 && <span className="text-ink-3">+{more}</span>}
    </span>
  )
}

const urgency: TemplateStatus[] = ['rejected', 'disabled', 'paused', 'pending']
const qualityOrder: TemplateQuality[] = ['red', 'yellow', 'green', 'unknown']

/** The one that needs somebody most. */
function firstOf(templates: TemplateObject[]): TemplateObject | undefined {
  const pressing = urgency.flatMap((status) => templates.filter((one) => one.status === status))
  return pressing[0] ?? templates.find(({ language }) => language === 'en_US') ?? templates[0]
}

function worstQuality(templates: TemplateObject[]): TemplateQuality {
  return qualityOrder.find((quality) => templates.some((one) => one.quality === quality)) ?? 'unknown'
}
