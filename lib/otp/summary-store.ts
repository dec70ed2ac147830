import { sql } from 'drizzle-orm'
import { messages } from '@/db/tables/messages'
import { otps } from '@/db/tables/otp'
import type { TenantTx } from '@/db/tenant'
import { Counted } from '@/lib/otp/summary-schema'

type Window = { hours: number; sample: number; causes: number }

/**
 * How far the newest OTPs of the last hours came, hour by hour and in all, in one pass over at most `sample` of them
 * along their key. No message is older than its OTP, so that only as many messages are looked at.
 */
export async function countOtps(tx: TenantTx, { hours, sample, causes }: Window): Promise<Counted> {
  const [row] = await tx.execute(sql`
    with clock as materialized (
      select clock_timestamp() as now,
        uuidv7_floor(clock_timestamp() - make_interval(hours => ${hours})) as floor
    ), newest as materialized (
      select o.tenant_id, o.id, o.message_id, o.status, o.created_at, o.expires_at, o.verified_at, o.failure
      from ${otps} o where o.id >= (select floor from clock) and o.direction = 'outbound'
      order by o.tenant_id desc, o.id desc limit ${sample}
    ), flown as (
      select least(floor(extract(epoch from (select now from clock) - o.created_at) / 3600), ${hours - 1})::int as hours_ago,
        o.status = 'pending' and o.expires_at > (select now from clock) as is_pending,
        o.verified_at is not null as is_verified,
        coalesce(m.delivered_at, m.read_at, o.verified_at) is not null as is_delivered,
        coalesce(m.sent_at, m.delivered_at, m.read_at, o.verified_at) is not null as is_sent,
        m.status in ('scheduled', 'queued', 'sent') as is_open,
        case when m.delivered_at is not null
          then greatest(0, extract(epoch from m.delivered_at - m.created_at) * 1000) end as delivered_ms
      from newest o left join ${messages} m
        on m.tenant_id = o.tenant_id and m.id = o.message_id and m.id >= (select id from newest order by id limit 1)
    ), groups as (
      select hours_ago, count(*)::int as accepted,
        count(*) filter (where is_sent)::int as sent,
        count(*) filter (where is_delivered)::int as delivered,
        count(*) filter (where is_verified)::int as verified,
        count(*) filter (where is_pending and is_open and not is_delivered)::int as flying,
        count(*) filter (where is_pending)::int as pending,
        round(percentile_cont(0.5) within group (order by delivered_ms))::int as median_ms
      from flown group by grouping sets ((hours_ago), ())
    ), causes as (
      select failure->>'code' as code, (failure->>'provider_code')::int as provider_code,
        min(failure->>'title') as title, min(failure->>'fix') as fix, count(*)::int as count
      from newest where status = 'failed' and failure is not null
      group by 1, 2 order by 5 desc, 1, 2 limit ${causes}
    )
    select (select coalesce(json_agg(g), '[]') from groups g) as groups,
      (select coalesce(json_agg(c), '[]') from causes c) as causes`)
  return Counted.parse(row)
}
