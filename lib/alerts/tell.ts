import type { SystemTx } from '@/db/tenant'
import { findWorkspace } from '@/lib/alerts/finding-system'
import { alertRules, type RuleId } from '@/lib/alerts/rule-schema'
import { env } from '@/lib/core/env'
import { platformId, toTypeId } from '@/lib/core/ids'
import { queueMailIn } from '@/lib/mails/queue'

/** Who is told of alerts; found out by modules that know people, which this one does not. */
export type Audience = {
  owners: (tx: SystemTx, tenantId: string) => Promise<{ email: string }[]>
  operators: (tx: SystemTx) => Promise<{ email: string }[]>
}

type NewAlert = { id: string; tenantId: string; rule: RuleId }

/** One mail to each owner, or to each of us, as part of the transaction that makes the alert. */
export async function tellOf(
  tx: SystemTx,
  { id, tenantId, rule }: NewAlert,
  audience: Audience,
): Promise<void> {
  const { title, explanation, advice } = alertRules[rule]
  const isOurs = tenantId === platformId
  const workspace = isOurs ? null : await findWorkspace(tx, tenantId)
  if (!isOurs && !workspace) return
  const place = workspace ? `/dashboard/${workspace.slug}/live/alerts` : '/ops/alerts'
  const alertsLink = `${env().APP_ORIGIN}${place}?id=${toTypeId('alert', id)}`
  const people = await (isOurs ? audience.operators(tx) : audience.owners(tx, tenantId))
  for (const { email } of people)
    await queueMailIn(tx, {
      template: 'alert',
      to: email,
      fields: { workspace: workspace?.name ?? 'Hawk Send', title, explanation, advice, alertsLink },
      dedupeKey: `alert ${id} ${email}`,
    })
}
