import { categoryOf, type Held, type Patch, withEntry } from '@/lib/templates/rules'

type Read = {
  id: string
  name: string
  language: string
  status: string
  category: string
  components?: object[] | undefined
  parameter_format?: string | null
  quality_score?: { score: string } | null
  rejected_reason?: string | null
  previous_category?: string | null
  correct_category?: string | null
  message_send_ttl_seconds?: number | null
}

const statusOf = ({ status }: Read) => status.toUpperCase()

/** A template that we meet for the first time. */
export function rowFromMeta(read: Read, seenAt: Date) {
  const status = statusOf(read)
  return {
    metaId: read.id,
    name: read.name,
    language: read.language,
    category: categoryOf(read.category) ?? ('UTILITY' as const),
    status,
    statusAt: seenAt,
    categoryAt: seenAt,
    qualityAt: seenAt,
    componentsAt: seenAt,
    parameterFormat: formatOf(read),
    components: read.components ?? null,
    quality: read.quality_score?.score.toUpperCase() ?? null,
    rejectedReason: status === 'REJECTED' ? (read.rejected_reason ?? null) : null,
    previousCategory: categoryOf(read.previous_category),
    correctCategory: announced(read),
    messageSendTtlSeconds: read.message_send_ttl_seconds ?? null,
    timeline: [{ at: seenAt.toISOString(), status, detail: 'As it was when we first read it.' }],
  }
}

type KeptRow = Held & {
  metaId: string | null
  parameterFormat: 'POSITIONAL' | 'NAMED'
  messageSendTtlSeconds: number | null
  attempts: number
  dueAt: Date | null
  edit: unknown
}
type RowPatch = Patch & {
  metaId?: string
  parameterFormat?: 'POSITIONAL' | 'NAMED'
  messageSendTtlSeconds?: number
  dueInSeconds?: null
  attempts?: number
}

/** What a reading changes of a row, or null. What Meta has said since the reading began is not undone. */
export function readChange(row: KeptRow, read: Read, seenAt: Date): RowPatch | null {
  // Not handed in yet: what Meta has under this name is another one.
  if (row.dueAt !== null && row.metaId === null && row.attempts === 0) return null
  const patch: RowPatch = {}
  const isGone = ['DELETED', 'PENDING_DELETION'].includes(statusOf(read))
  if (row.deletedAt !== null) {
    if (isGone || row.deletedAt >= seenAt) return null
    patch.deletedAt = null
  }
  if (row.metaId !== read.id) patch.metaId = read.id
  if (row.metaId === null && row.dueAt !== null) Object.assign(patch, { dueInSeconds: null, attempts: 0 })
  Object.assign(patch, statusChange(row, read, seenAt), qualityChange(row, read, seenAt, patch))
  Object.assign(patch, categoryChange(row, read, seenAt, patch), contentChange(row, read, seenAt))
  return Object.keys(patch).length > 0 ? patch : null
}

function statusChange(row: KeptRow, read: Read, seenAt: Date): RowPatch {
  const status = statusOf(read)
  if (row.status === status || !isSince(row.statusAt, seenAt)) return {}
  // The same word may have come from the same second before, with another in between.
  const timeline = withEntry(row.timeline, seenAt, status, null)
  return {
    ...(timeline && { timeline }),
    status,
    statusAt: seenAt,
    statusDetail: null,
    rejectedReason: status === 'REJECTED' ? (read.rejected_reason ?? null) : null,
    ...(status === 'DELETED' && { deletedAt: seenAt }),
  }
}

function qualityChange(row: KeptRow, read: Read, seenAt: Date, sofar: Patch): RowPatch {
  const score = read.quality_score?.score.toUpperCase()
  if (!score || score === row.quality || !isSince(row.qualityAt, seenAt)) return {}
  const base = { quality: score, qualityAt: seenAt }
  if (row.quality === null) return base
  const timeline = withEntry(sofar.timeline ?? row.timeline, seenAt, `QUALITY_${score}`, null)
  return { ...base, ...(timeline && { timeline }) }
}

function categoryChange(row: KeptRow, read: Read, seenAt: Date, sofar: Patch): RowPatch {
  const category = categoryOf(read.category)
  if (!category || !isSince(row.categoryAt, seenAt)) return {}
  const correctCategory = announced(read)
  if (category === row.category)
    return correctCategory === row.correctCategory
      ? {}
      : { correctCategory, categoryAt: seenAt, ...(correctCategory === null && { categoryChangesAt: null }) }
  const timeline = withEntry(sofar.timeline ?? row.timeline, seenAt, `CATEGORY_${category}`, null)
  return {
    category,
    previousCategory: row.category,
    correctCategory,
    categoryAt: seenAt,
    categoryChangesAt: null,
    ...(timeline && { timeline }),
  }
}

function contentChange(row: KeptRow, read: Read, seenAt: Date): RowPatch {
  const patch: RowPatch = {}
  const isOther = read.components && JSON.stringify(read.components) !== JSON.stringify(row.components)
  if (isOther && isSince(row.componentsAt, seenAt))
    Object.assign(patch, { components: read.components, componentsAt: seenAt })
  if (formatOf(read) !== row.parameterFormat) patch.parameterFormat = formatOf(read)
  const ttl = read.message_send_ttl_seconds
  if (typeof ttl === 'number' && ttl !== row.messageSendTtlSeconds) patch.messageSendTtlSeconds = ttl
  return patch
}

/** Null where it is the category that it has. */
function announced(read: Read): Held['category'] | null {
  const correct = categoryOf(read.correct_category)
  return correct === categoryOf(read.category) ? null : correct
}

function formatOf({ parameter_format }: Read): 'POSITIONAL' | 'NAMED' {
  return parameter_format?.toUpperCase() === 'NAMED' ? 'NAMED' : 'POSITIONAL'
}

function isSince(heldAt: Date | null, seenAt: Date): boolean {
  return heldAt === null || heldAt <= seenAt
}
