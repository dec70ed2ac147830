import { sql } from 'drizzle-orm'
import { alerts } from '@/db/tables/alerts'
import type { SystemTx } from '@/db/tenant'
import { alertRules, type RuleId } from '@/lib/alerts/rule-schema'
import { manySubjects, type SignalFacts } from '@/lib/alerts/schema'
import { slicedRules, sliceSeconds, sources } from '@/lib/alerts/source-store'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

/** One machine at a time works on a rule; the others leave it to that one. */
export async function takeRule(tx: SystemTx, rule: RuleId): Promise<boolean> {
  const [row] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${rule}, 4)) as held`,
  )
  return row?.held ?? false
}

export type Finding = {
  tenant_id: string
  subject: string
  count: number
  facts: SignalFacts
  /** In milliseconds: of what no alert has told yet, the first and the last. */
  first_at: number
  last_at: number
  /** The alert that it goes on with. */
  open_id: string | null
}

/**
 * What a rule finds that no alert has told yet: whatever is counted by itself has to reach the rule's number within
 * any window that ends with something new. What was told, the alerts themselves remember.
 */
export async function findNew(tx: SystemTx, rule: RuleId): Promise<Finding[]> {
  const { atLeast, windowSeconds, dedupeSeconds } = alertRules[rule]
  const range = slicedRules.has(rule) ? windowSeconds - sliceSeconds : windowSeconds
  const toldSeconds = windowSeconds + dedupeSeconds + policy.alerts.catchUpSeconds
  return tx.execute<Finding>(sql`
    with events as materialized (${sources[rule]}),
    told as (
      select distinct on (tenant_id, subject) tenant_id, subject, id, last_seen_at from alerts
      where rule = ${rule} and last_seen_at > clock_timestamp() - make_interval(secs => ${toldSeconds}::int)
      order by tenant_id, subject, last_seen_at desc),
    weighed as (
      select e.*, own.id as told_id, own.last_seen_at as told_at,
        e.at > greatest(own.last_seen_at, rest.last_seen_at, '-infinity') as is_new,
        sum(e.weight) over (partition by e.tenant_id, e.unit order by e.at
          range between make_interval(secs => ${range}::int) preceding and current row) as within
      from events e
      left join told own on own.tenant_id = e.tenant_id and own.subject = e.subject
      left join told rest on rest.tenant_id = e.tenant_id and rest.subject = ${manySubjects}),
    loud as (select distinct tenant_id, unit from weighed where is_new and within >= ${atLeast}::int)
    select tenant_id, subject, sum(weight)::int as count, (array_agg(facts order by at desc))[1] as facts,
      floor(extract(epoch from min(at)) * 1000)::float8 as first_at,
      floor(extract(epoch from max(at)) * 1000)::float8 as last_at,
      case when told_at > min(at) - make_interval(secs => ${dedupeSeconds}::int) then told_id end as open_id
    from weighed join loud using (tenant_id, unit)
    where is_new group by tenant_id, subject, told_id, told_at order by 1, 2`)
}

export async function growAlert(tx: SystemTx, rule: RuleId, finding: Finding): Promise<void> {
  const { count, facts, last_at, open_id } = finding
  const grown =
    alertRules[rule].counts === 'most' ? sql`greatest(count, ${count}::int)` : sql`count + ${count}::int`
  await tx.execute(sql`
    update alerts set count = ${grown}, facts = facts || ${JSON.stringify(facts)}::jsonb,
      last_seen_at = greatest(last_seen_at, ${new Date(last_at).toISOString()}::timestamptz)
    where tenant_id = ${finding.tenant_id}::uuid and id = ${open_id}::uuid`)
}

/** How many alerts of the rule a tenant got within the hour. */
export async function countRecent(tx: SystemTx, rule: RuleId, tenantId: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from alerts where rule = ${rule} and tenant_id = ${tenantId}::uuid
      and last_seen_at > clock_timestamp() - interval '1 hour' and created_at > clock_timestamp() - interval '1 hour'`)
  return row?.count ?? 0
}

/** Null when another machine told the same already. */
export async function insertAlert(tx: SystemTx, rule: RuleId, finding: Finding): Promise<string | null> {
  const [row] = await tx
    .insert(alerts)
    .values({
      id: newUuid(),
      tenantId: finding.tenant_id,
      rule,
      severity: alertRules[rule].severity,
      subject: finding.subject,
      dedupeKey: `${rule} ${finding.subject} ${finding.first_at}`,
      facts: finding.facts,
      count: finding.count,
      lastSeenAt: new Date(finding.last_at),
      createdAt: new Date(finding.first_at),
    })
    .onConflictDoNothing()
    .returning({ id: alerts.id })
  return row?.id ?? null
}

/** What a mail has to say about where it happened; null for the house itself. */
export async function findWorkspace(
  tx: SystemTx,
  id: string,
): Promise<{ slug: string; name: string } | null> {
  const [row] = await tx.execute<{ slug: string; name: string }>(
    sql`select slug, name from tenants where id = ${id}::uuid`,
  )
  return row ?? null
}

/** The alert that tells the rest, while it may grow. */
export async function findOpenMany(tx: SystemTx, rule: RuleId, tenantId: string): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from alerts where rule = ${rule} and tenant_id = ${tenantId}::uuid and subject = ${manySubjects}
      and last_seen_at > clock_timestamp() - make_interval(secs => ${alertRules[rule].dedupeSeconds}::int)
    order by last_seen_at desc limit 1`)
  return row?.id ?? null
}
