import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import { selectAccountIds } from '@/lib/templates/account-store'
import { readTimeline } from '@/lib/templates/rules'
import {
  type Category,
  categories,
  qualities,
  type TemplateDetail,
  type TemplateObject,
  type TemplateStatus,
  templateStatuses,
} from '@/lib/templates/schema'
import { selectLanguages, type TemplateRow } from '@/lib/templates/store'
import { rejectionWords, statusFixes } from '@/lib/templates/words-schema'

type Around = { languages: readonly TemplateRow[]; accountId: string | null }

/** These rows as the API shows them, with the languages and the account that each belongs to. Two round trips. */
export async function presentTemplates(
  tx: TenantTx,
  rows: readonly TemplateRow[],
): Promise<TemplateObject[]> {
  const accounts = await selectAccountIds(tx)
  const wabaIds = [...new Set(rows.map(({ wabaId }) => wabaId))]
  const languages: TemplateRow[] = []
  for (const wabaId of wabaIds) {
    const names = rows.filter((row) => row.wabaId === wabaId).map(({ name }) => name)
    languages.push(...(await selectLanguages(tx, wabaId, names)))
  }
  return rows.map((row) => {
    const uuid = accounts.get(row.wabaId)
    return presentTemplate(row, {
      languages: languages.filter(({ wabaId, name }) => wabaId === row.wabaId && name === row.name),
      accountId: uuid ? toTypeId('account', uuid) : null,
    })
  })
}

export function presentTemplate(row: TemplateRow, { languages, accountId }: Around): TemplateObject {
  const status = statusOf(row)
  const rejection = status === 'rejected' ? rejectionWords(row.rejectedReason) : null
  const announced = categoryIn(row.correctCategory)
  return {
    object: 'template',
    id: toTypeId('template', row.id),
    account_id: accountId,
    name: row.name,
    language: row.language,
    category: categoryIn(row.category) ?? 'utility',
    status,
    quality: qualities.find((quality) => quality === row.quality?.toLowerCase()) ?? null,
    parameter_format: row.parameterFormat === 'NAMED' ? 'named' : 'positional',
    components: Array.isArray(row.components) ? row.components.filter(isRecord) : null,
    rejected_reason:
      rejection?.reason ?? (status === 'rejected' ? 'Meta rejected it and gave no reason.' : null),
    fix: rejection?.fix ?? statusFixes[status] ?? null,
    status_detail: row.statusDetail,
    previous_category: categoryIn(row.previousCategory),
    category_change: announced && { to: announced, at: toTimestamp(row.categoryChangesAt) },
    message_send_ttl_seconds: row.messageSendTtlSeconds,
    languages: languages.map((one) => ({
      id: toTypeId('template', one.id),
      language: one.language,
      status: statusOf(one),
    })),
    last_used_at: toTimestamp(row.lastUsedAt),
    synced_at: toTimestamp(row.syncedAt),
    mode: row.mode,
    created_at: toTimestamp(row.createdAt),
  }
}

export async function presentDetail(tx: TenantTx, row: TemplateRow): Promise<TemplateDetail | null> {
  const [object] = await presentTemplates(tx, [row])
  if (!object) return null
  const timeline = readTimeline(row.timeline).map(({ at, status, detail = null }) => ({
    at,
    status: status.toLowerCase(),
    detail,
  }))
  return { ...object, timeline }
}

/** A word of Meta's that is new to us names nothing that can be sent. */
export function statusOf({ status }: Pick<TemplateRow, 'status'>): TemplateStatus {
  return templateStatuses.find((known) => known === status.toLowerCase()) ?? 'locked'
}

function categoryIn(stored: string | null): Category | null {
  return categories.find((category) => category === stored?.toLowerCase()) ?? null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
