import { type SQL, sql } from 'drizzle-orm'
import { alertRules, type RuleId } from '@/lib/alerts/rule-schema'
import { type SignalKind, shownPrefix } from '@/lib/alerts/schema'
import { platformId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const { rules, catchUpSeconds, counts } = policy.alerts
const platform = sql`${platformId}::uuid`
const nothing = sql`'{}'::jsonb`
const seconds = (count: number) => sql`make_interval(secs => ${count}::int)`

/** From when on a rule has to look: its window, and what it may have missed while nobody ran it. */
function since(rule: RuleId): SQL {
  return sql`clock_timestamp() - ${seconds(alertRules[rule].windowSeconds + catchUpSeconds)}`
}

/** The network around an address, as an alert may tell it; what is no address is told as it is. */
function shownNetwork(address: SQL): SQL {
  const bits = sql`case family(${address}::inet) when 4 then ${shownPrefix.v4}::int else ${shownPrefix.v6}::int end`
  return sql`case when pg_input_is_valid(${address}, 'inet')
    then network(set_masklen(${address}::inet, ${bits}))::text else ${address} end`
}

const noted = (rule: RuleId, kind: SignalKind, where = sql`true`) => sql`
  select s.tenant_id, s.subject as unit, s.subject, s.created_at as at, 1 as weight, s.facts
  from signals s where s.kind = ${kind} and s.created_at > ${since(rule)} and ${where}`

const counted = (rule: RuleId, kind: SignalKind, subject = sql`c.subject`) => sql`
  select c.tenant_id, c.subject as unit, ${subject} as subject, c.slice as at, c.count as weight, ${nothing} as facts
  from signal_counts c where c.kind = ${kind} and c.slice > ${since(rule)}`

const isFailure = (outcome: SQL) =>
  sql`${outcome} in ('wrong_password', 'unknown_address', 'throttled', 'second_factor_wrong')`

/** The password was right, whether or not a second factor kept them out. */
const isSuccess = (outcome: SQL) => sql`${outcome} in ('signed_in', 'second_factor_wanted')`

/** Tries to sign in belong to no tenant: those for an account are told in each workspace of its person. */
const failedSignIns = sql`
  with failures as (
    select a.id, a.email_hash, a.address, a.created_at, coalesce(a.user_id, (
      select b.user_id from sign_in_attempts b
      where b.email_hash = a.email_hash and b.user_id is not null limit 1)) as user_id
    from sign_in_attempts a
    where a.id >= uuidv7_floor(${since('failed_sign_ins')}) and a.created_at > ${since('failed_sign_ins')}
      and ${isFailure(sql`a.outcome`)})
  select coalesce(m.tenant_id, ${platform}) as tenant_id, 'account ' || f.email_hash as unit,
    coalesce(f.user_id::text, f.email_hash) as subject, f.created_at as at, 1 as weight,
    '{"counted_by":"account"}'::jsonb as facts
  from failures f left join memberships m on m.user_id = f.user_id
  union all
  select ${platform}, 'address ' || f.address, ${shownNetwork(sql`f.address`)}, f.created_at, 1,
    '{"counted_by":"address"}'::jsonb
  from failures f where f.address <> ''`

const signInsAfterFailures = sql`
  select coalesce(m.tenant_id, ${platform}) as tenant_id, s.id::text as unit, s.user_id::text as subject,
    s.created_at as at, 1 as weight,
    jsonb_build_object('failures_before', n.failures, 'network', ${shownNetwork(sql`s.address`)}) as facts
  from sign_in_attempts s
  left join memberships m on m.user_id = s.user_id
  cross join lateral (
    select count(*)::int as failures from sign_in_attempts f
    where f.email_hash = s.email_hash and ${isFailure(sql`f.outcome`)} and f.id < s.id
      and f.created_at > s.created_at - ${seconds(rules.signInAfterFailures.windowSeconds)}
      and f.id > coalesce((
        select p.id from sign_in_attempts p
        where p.email_hash = s.email_hash and ${isSuccess(sql`p.outcome`)} and p.id < s.id
        order by p.created_at desc, p.id desc limit 1), '00000000-0000-0000-0000-000000000000')
  ) n
  where s.id >= uuidv7_floor(${since('sign_in_after_failures')})
    and s.created_at > ${since('sign_in_after_failures')}
    and ${isSuccess(sql`s.outcome`)} and s.user_id is not null and n.failures >= ${rules.signInAfterFailures.failures}::int`

/** Counts of the week stop where they are high enough to say that the hour is nothing unusual. */
const { times, meanOfDays, floor } = rules.sendVolume
const sendVolume = sql`
  select t.id as tenant_id, t.id::text as unit, t.id::text as subject, clock_timestamp() as at, h.sent as weight,
    jsonb_build_object('sent_in_hour', h.sent, 'usual_in_hour', round(w.sent / w.hours, 1)) as facts
  from tenants t
  cross join lateral (
    select count(*)::int as sent from messages m
    where m.tenant_id = t.id and m.mode = 'live' and m.direction = 'outbound'
      and m.id >= uuidv7_floor(clock_timestamp() - interval '1 hour')
      and m.created_at > clock_timestamp() - interval '1 hour') h
  cross join lateral (
    select count(*)::numeric as sent, greatest(1, least(${meanOfDays * 24}::numeric,
      extract(epoch from clock_timestamp() - interval '1 hour' - t.created_at) / 3600)) as hours
    from (
      select 1 from messages m
      where m.tenant_id = t.id and m.mode = 'live' and m.direction = 'outbound'
        and m.id >= uuidv7_floor(clock_timestamp() - interval '1 hour' - make_interval(days => ${meanOfDays}::int))
        and m.created_at <= clock_timestamp() - interval '1 hour'
      limit (h.sent::bigint * ${meanOfDays * 24}::int / ${times}::int + 1)) earlier) w
  where h.sent >= ${floor}::int and h.sent > ${times}::int * w.sent / w.hours`

const { attempts, sample, windowSeconds, moreThanRatio } = rules.verifyFailures
const verifyFailures = sql`
  select t.id as tenant_id, t.id::text as unit, t.id::text as subject, clock_timestamp() as at,
    v.checked - v.verified as weight, jsonb_build_object('checked', v.checked, 'wrong', v.checked - v.verified) as facts
  from tenants t
  cross join lateral (
    select coalesce(sum(o.attempts), 0)::int as checked,
      count(*) filter (where o.verified_at is not null)::int as verified
    from (
      select attempts, verified_at from otps
      where tenant_id = t.id and mode = 'live' and direction = 'outbound'
        and id >= uuidv7_floor(clock_timestamp() - ${seconds(windowSeconds)})
        and created_at > clock_timestamp() - ${seconds(windowSeconds)}
      order by id desc limit ${sample}::int) o) v
  where v.checked >= ${attempts}::int and v.checked - v.verified > ${moreThanRatio}::numeric * v.checked`

/** Something that was done within so many hours after something else, by the same person or in the same workspace. */
const followed = (rule: RuleId, then: SQL, first: SignalKind, hours: number, isSame: SQL) =>
  sql`select s.tenant_id, s.id::text as unit, s.subject, s.created_at as at, 1 as weight, s.facts
  from signals s where ${then} and s.created_at > ${since(rule)} and exists (
    select from signals c where c.kind = ${first} and c.tenant_id = s.tenant_id and ${isSame}
      and c.created_at <= s.created_at and c.created_at > s.created_at - make_interval(hours => ${hours}::int))`

/**
 * About the endpoint that was changed last before somebody looked. Whoever makes a new one looks at the secret next, to
 * give it to their server: only what takes events away from where they went counts.
 */
const secretAfterEndpointChange = sql`
  select s.tenant_id, s.id::text as unit, coalesce(c.facts->>'endpoint', s.subject) as subject, s.created_at as at,
    1 as weight, s.facts || jsonb_strip_nulls(jsonb_build_object('change', c.facts->>'change')) as facts
  from signals s
  cross join lateral (
    select e.facts from signals e
    where e.kind = 'webhook_endpoint_changed' and e.tenant_id = s.tenant_id
      and coalesce(e.facts->>'change', 'url') ~ 'url|events|headers|enabled|deleted'
      and e.created_at <= s.created_at
      and e.created_at > s.created_at - make_interval(hours => ${rules.secretAfterChange.withinHours}::int)
    order by e.created_at desc, e.id desc limit 1) c
  where s.kind = 'webhook_secret_seen' and s.created_at > ${since('secret_after_endpoint_change')}`

/** What each rule counts: tenant, what is counted by itself, what is told of it, when, how often, and facts. */
export const sources: Record<RuleId, SQL> = {
  token_reuse: noted('token_reuse', 'token_reused'),
  failed_sign_ins: failedSignIns,
  sign_in_after_failures: signInsAfterFailures,
  new_country_sign_in: noted(
    'new_country_sign_in',
    'sign_in_from_new_place',
    sql`s.facts->>'role' in ('owner', 'admin')`,
  ),
  unauthorized_calls: counted('unauthorized_calls', 'unauthorized_calls', shownNetwork(sql`c.subject`)),
  foreign_ids: counted('foreign_ids', 'foreign_ids'),
  key_from_new_networks: noted('key_from_new_networks', 'key_from_new_network'),
  send_volume: sendVolume,
  verify_failures: verifyFailures,
  bad_signatures: counted('bad_signatures', 'signature_refused'),
  unseal_failure: counted('unseal_failure', 'unseal_failed'),
  audit_chain_break: noted('audit_chain_break', 'audit_chain_broken'),
  export_after_credential_change: followed(
    'export_after_credential_change',
    sql`s.kind in ('data_exported', 'data_deleted')`,
    'credential_changed',
    rules.exportAfterChange.withinHours,
    sql`c.subject = s.subject`,
  ),
  secret_after_endpoint_change: secretAfterEndpointChange,
}

/** Rules whose events are sums of slices: a slice reaches its width beyond its beginning. */
export const slicedRules: ReadonlySet<RuleId> = new Set([
  'unauthorized_calls',
  'foreign_ids',
  'bad_signatures',
  'unseal_failure',
])
export const sliceSeconds = counts.sliceSeconds
