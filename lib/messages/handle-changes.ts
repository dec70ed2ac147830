import type { Ctx } from '@/lib/core/context'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { isKnownType } from '@/lib/messages/inbound-rules'
import type { MessageOwner } from '@/lib/messages/owner'
import { type Change, notAfter, readMessages, unknownWord } from '@/lib/messages/read-delivery'
import { receiveMessage } from '@/lib/messages/receive-message'
import { receivePreference } from '@/lib/messages/receive-preference'
import { isReported, receiveStatuses } from '@/lib/messages/receive-statuses'
import { reportInstant } from '@/lib/messages/rules'
import { MetaError, type StatusReport } from '@/lib/messages/webhook-schema'
import { applyAccountChange } from '@/lib/senders/apply-account-change'
import { applyNumberChange } from '@/lib/senders/apply-number-change'
import { findTenantsOfAccount, findTenantsOfNumber } from '@/lib/senders/find-connected'
import { applyTemplateChange } from '@/lib/templates/apply-template-change'

type AccountChange = Change & { wabaId: string }
type Apply = (ctx: Ctx, change: AccountChange) => Promise<boolean>

/** Who applies what Meta tells of accounts, of their numbers and of their templates. */
const applies: ReadonlyMap<string, Apply> = new Map([
  ['account_update', applyAccountChange],
  ['account_alerts', applyAccountChange],
  ['account_review_update', applyAccountChange],
  ['business_capability_update', applyAccountChange],
  ['phone_number_quality_update', applyNumberChange],
  ['phone_number_name_update', applyNumberChange],
  ['security', applyNumberChange],
  ['business_username_updates', applyNumberChange],
  ['message_template_status_update', applyTemplateChange],
  ['message_template_quality_update', applyTemplateChange],
  ['message_template_components_update', applyTemplateChange],
  ['template_category_update', applyTemplateChange],
])

type Holding = {
  receivedAt: Date
  /** Called between the parts of a long delivery. */
  hold: () => Promise<void>
}

type Found = {
  /** What we do not know, by its place. */
  unknown: string[]
  /** Reports for which there is no message. */
  lost: number
  failures: unknown[]
}

/** Handles each part of a delivery by itself: what one of them fails by hinders no other. */
export async function handleChanges(
  changes: Change[],
  { receivedAt, hold }: Holding,
  owner: MessageOwner,
): Promise<Found> {
  const found: Found = { unknown: [], lost: 0, failures: [] }
  const tenantsOf = remembered(findTenantsOfNumber)
  const accountsOf = remembered(findTenantsOfAccount)
  const statuses: { report: StatusReport; phoneNumberId: string | null }[] = []
  const attempt = async (work: () => Promise<void>) => {
    await work().catch((error: unknown) => found.failures.push(error))
    await hold()
  }

  for (const change of changes) {
    if (change.field === 'messages' || change.field === 'user_preferences') await handleMessages(change)
    else await attempt(() => handleAccount(change))
  }
  await attempt(handleStatuses)
  return found

  async function handleAccount(change: Change): Promise<void> {
    const apply = applies.get(change.field)
    if (!apply) return void found.unknown.push(change.field)
    const { wabaId } = change
    const tenants = wabaId === null ? [] : await accountsOf(wabaId)
    if (wabaId === null || tenants.length === 0)
      return void found.unknown.push(`${change.field}:unknown_account`)
    for (const tenantId of tenants) {
      const ctx = jobContext('account-changes', { tenantId, mode: 'live' })
      if (!(await apply(ctx, { ...change, wabaId }))) found.unknown.push(eventOf(change))
    }
  }

  async function handleMessages(change: Change): Promise<void> {
    const { phoneNumberId, profiles, ...parts } = readMessages(change, found.unknown)
    statuses.push(...parts.statuses.map((report) => ({ report, phoneNumberId })))
    const told = [...parts.messages, ...parts.preferences]
    if (parts.errors.length > 0) logErrors(phoneNumberId, parts.errors)
    if (told.length === 0) return
    await attempt(async () => {
      const tenants = phoneNumberId === null ? [] : await tenantsOf(phoneNumberId)
      if (phoneNumberId === null || tenants.length === 0)
        return void found.unknown.push(...told.map(() => `${change.field}:unknown_number`))
      for (const tenantId of tenants) {
        const ctx = jobContext('inbound-messages', { tenantId, mode: 'live' })
        for (const message of parts.messages) {
          const at = notAfter(reportInstant(message.timestamp, receivedAt), receivedAt)
          const inbound = { message, profiles, phoneNumberId, at }
          await attempt(async () => {
            const isRead = await receiveMessage(ctx, inbound, owner)
            if (!isRead) found.unknown.push(`messages.${message.type}:unreadable`)
            if (!isKnownType(message.type)) found.unknown.push(unknownWord('messages.type', message.type))
          })
        }
        for (const preference of parts.preferences)
          await attempt(async () => {
            const isRead = await receivePreference(ctx, { preference, profiles, receivedAt })
            if (!isRead) found.unknown.push(unknownWord('user_preferences.value', preference.value))
          })
      }
    })
  }

  async function handleStatuses(): Promise<void> {
    const strange = statuses.filter(({ report }) => !isReported(report.status))
    found.unknown.push(...strange.map(({ report }) => unknownWord('messages.statuses.status', report.status)))
    const reports = statuses.map(({ report }) => report)
    const { lost, failures } = await receiveStatuses(reports, receivedAt, owner)
    found.failures.push(...failures)
    const isLost = new Set(lost)
    if (lost[0]) log.warn('statuses for no message of ours', { count: lost.length, first: lost[0].id })
    for (const { phoneNumberId } of statuses.filter((status) => isLost.has(status.report))) {
      const isOurs = phoneNumberId !== null && (await tenantsOf(phoneNumberId)).length > 0
      if (isOurs) found.lost += 1
      else found.unknown.push('messages.statuses:unknown_number')
    }
  }
}

/** Many parts of a delivery are about the same few numbers. */
function remembered(find: (id: string) => Promise<string[]>): (id: string) => Promise<string[]> {
  const known = new Map<string, Promise<string[]>>()
  return (id) => {
    const asked = known.get(id) ?? find(id)
    known.set(id, asked)
    return asked
  }
}

/** What it was about, where Meta names it. */
function eventOf({ field, value }: Change): string {
  const event = typeof value === 'object' && value !== null && 'event' in value ? value.event : undefined
  return event === undefined ? `${field}:not_understood` : unknownWord(`${field}.event`, event)
}

/** Trouble of a number as a whole, which Meta tells without any message. */
function logErrors(phoneNumberId: string | null, errors: unknown[]): void {
  for (const error of errors)
    log.warn('Meta reports trouble with a number', {
      phoneNumberId,
      code: MetaError.safeParse(error).data?.code ?? null,
    })
}
