-- Gives the oldest events that have none their place in their mode's order, and puts a delivery of each into the queue
-- of every endpoint that wants it. One statement of the client's: a process that stops in the middle of it holds
-- nothing. It ends after so many events, or when that may make more than so many deliveries, so that it never takes
-- long. Whoever reads a feed up to a place has read all before it, for the feed's row is held until the commit.
create function fan_out_events(p_limit int, p_deliveries int) returns table (placed int, queued int) language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_tenants uuid[];
  v_modes text[];
  v_ids uuid[];
  v_types text[];
  v_times timestamptz[];
  v_cut int;
  v_owners uuid[];
  v_lanes uuid[];
  v_now timestamptz;
begin
  perform enter_system();
  select array_agg(e.tenant_id), array_agg(e.mode), array_agg(e.id), array_agg(e.type), array_agg(e.created_at)
  into v_tenants, v_modes, v_ids, v_types, v_times
  from (
    select e.tenant_id, e.mode, e.id, e.type, e.created_at from events e
    where e.position is null order by e.id limit p_limit for update skip locked) e;
  if v_ids is null then
    return query select 0, 0;
    return;
  end if;
  select count(*) into v_cut from (
    select coalesce(w.count, 0) as own, sum(coalesce(w.count, 0)) over (order by e.id) as whole
    from unnest(v_tenants, v_modes, v_ids) e (tenant_id, mode, id)
    left join (
      select w.tenant_id, w.mode, count(*) from webhook_endpoints w
      where w.tenant_id in (select distinct unnest(v_tenants)) and w.enabled and w.deleted_at is null
      group by 1, 2) w on w.tenant_id = e.tenant_id and w.mode = e.mode) e
  where e.whole <= p_deliveries or e.whole = e.own;
  v_tenants := v_tenants[:v_cut];
  v_modes := v_modes[:v_cut];
  v_ids := v_ids[:v_cut];
  v_types := v_types[:v_cut];
  v_times := v_times[:v_cut];

  -- An event whose tenant is gone has nobody to read it.
  insert into event_feeds (tenant_id, mode, position)
  select distinct t.id, e.mode, 0 from unnest(v_tenants, v_modes) e (tenant_id, mode) join tenants t on t.id = e.tenant_id
  order by 1, 2 on conflict do nothing;
  perform from event_feeds f
  where (f.tenant_id, f.mode) in (select e.tenant_id, e.mode from unnest(v_tenants, v_modes) e (tenant_id, mode))
  order by f.tenant_id, f.mode for update;
  update events e set position = coalesce(f.position + x.place, 0)
  from (
    select u.*, row_number() over (partition by u.tenant_id, u.mode order by u.id) as place
    from unnest(v_tenants, v_modes, v_ids) u (tenant_id, mode, id)) x
  left join event_feeds f on f.tenant_id = x.tenant_id and f.mode = x.mode
  where e.tenant_id = x.tenant_id and e.id = x.id;
  update event_feeds f set position = f.position + x.count
  from (
    select u.tenant_id, u.mode, count(*) from unnest(v_tenants, v_modes) u (tenant_id, mode) group by 1, 2) x
  where f.tenant_id = x.tenant_id and f.mode = x.mode;

  select array_agg(l.tenant_id), array_agg(l.endpoint_id) into v_owners, v_lanes
  from (
    select l.tenant_id, l.endpoint_id from webhook_endpoints w
    join webhook_lanes l on l.tenant_id = w.tenant_id and l.endpoint_id = w.id
    where w.tenant_id in (select distinct unnest(v_tenants))
      and w.enabled and w.deleted_at is null and l.gone_at is null and exists (
        select from unnest(v_tenants, v_modes, v_types, v_times) e (tenant_id, mode, type, created_at)
        where e.tenant_id = w.tenant_id and e.mode = w.mode and e.type <> 'test.ping' and e.created_at >= w.created_at
          and (w.event_types is null or e.type = any (w.event_types)))
    order by l.endpoint_id for update of l) l;
  if v_lanes is null then
    return query select cardinality(v_ids), 0;
    return;
  end if;

  -- Due since they happened: an endpoint gets them in that order. What is asked for by hand never comes by here.
  -- Columns keep milliseconds, and rounded up, what is due now would not be for the first half of one.
  v_now := date_trunc('milliseconds', clock_timestamp());
  return query
    with matched as materialized (
      select w.tenant_id, w.mode, w.id as endpoint_id, e.id as event_id, e.type, least(e.created_at, v_now) as due_at,
        (lpad(to_hex(floor(extract(epoch from v_now) * 1000)::bigint), 12, '0') || '7'
          || lpad(to_hex(e.n % 4096), 3, '0') || right(gen_random_uuid()::text, 17))::uuid as id
      from unnest(v_owners, v_lanes) l (tenant_id, endpoint_id)
      join webhook_endpoints w on w.tenant_id = l.tenant_id and w.id = l.endpoint_id
      join unnest(v_tenants, v_modes, v_ids, v_types, v_times) with ordinality e (tenant_id, mode, id, type, created_at, n)
        on e.tenant_id = w.tenant_id and e.mode = w.mode
      where e.type <> 'test.ping' and e.created_at >= w.created_at and w.enabled and w.deleted_at is null
        and (w.event_types is null or e.type = any (w.event_types))
    ), logged as (
      insert into webhook_deliveries (tenant_id, mode, id, endpoint_id, event_id, event_type, trigger, next_attempt_at)
      select m.tenant_id, m.mode, m.id, m.endpoint_id, m.event_id, m.type, 'event', m.due_at from matched m
    ), waiting as (
      insert into webhook_queue (tenant_id, mode, delivery_id, endpoint_id, event_id, trigger, due_at)
      select m.tenant_id, m.mode, m.id, m.endpoint_id, m.event_id, 'event', m.due_at from matched m
    ), noted as (
      update webhook_lanes l set next_due_at = least(l.next_due_at, v_now)
      from (select distinct m.tenant_id, m.endpoint_id from matched m) x
      where l.tenant_id = x.tenant_id and l.endpoint_id = x.endpoint_id
    )
    select cardinality(v_ids), (select count(*) from matched)::int;
end $$;
--> statement-breakpoint
-- Ends the attempts of these lanes whose lease has ended: who made them has died, or stands still. Whether they arrived
-- nobody knows. The schedule and the count go on from the end of the lease. The lanes are held by the caller.
create function end_interrupted(p_lanes webhook_lanes[], p_lease int, p_delays int[]) returns void language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
begin
  if not exists (
    select from unnest(p_lanes) l join webhook_queue q on q.endpoint_id = l.endpoint_id
    where q.leased and q.due_at <= v_now
  ) then
    return;
  end if;
  with lost as materialized (
    select q.tenant_id, q.mode, q.delivery_id, q.endpoint_id, q.trigger, q.attempts, q.due_at as ended_at,
      q.due_at - make_interval(secs => p_lease) as started_at, q.due_at + make_interval(secs => p_delays[q.attempts]) as next_at
    from unnest(p_lanes) l join webhook_queue q on q.endpoint_id = l.endpoint_id
    where q.leased and q.due_at <= v_now
  ), logged as (
    insert into webhook_attempts (tenant_id, mode, id, delivery_id, number, started_at, milliseconds, error)
    select x.tenant_id, x.mode,
      (lpad(to_hex(floor(extract(epoch from v_now) * 1000)::bigint), 12, '0') || '7' || right(gen_random_uuid()::text, 21))::uuid,
      x.delivery_id, x.attempts, x.started_at, p_lease * 1000, 'interrupted' from lost x
  ), given_up as (
    delete from webhook_queue q using lost x
    where q.tenant_id = x.tenant_id and q.delivery_id = x.delivery_id and x.next_at is null
  ), postponed as (
    update webhook_queue q set leased = false, due_at = x.next_at from lost x
    where q.tenant_id = x.tenant_id and q.delivery_id = x.delivery_id and x.next_at is not null
  ), noted as (
    update webhook_deliveries d
    set attempts = x.attempts, status = case when x.next_at is null then 'exhausted' else 'pending' end,
      next_attempt_at = x.next_at, last_attempt_at = x.started_at, last_status_code = null, last_error = 'interrupted',
      last_milliseconds = p_lease * 1000, ended_at = case when x.next_at is null then x.ended_at end
    from lost x where d.tenant_id = x.tenant_id and d.id = x.delivery_id
  )
  update webhook_lanes l set exhausted_at = v_now, exhausted = l.exhausted + x.count
  from (
    select x.tenant_id, x.endpoint_id, count(*) from lost x
    where x.next_at is null and x.trigger = 'event' group by 1, 2) x
  where l.tenant_id = x.tenant_id and l.endpoint_id = x.endpoint_id;
end $$;
--> statement-breakpoint
-- Takes up what is due, of everybody, for the length of a lease, and gives all that is needed to send it. Lanes take
-- turns: one that was served goes to the back. Of two tenants, the one with less under way comes first. The attempt is
-- counted here, before anything is sent. At a capped endpoint, a second of any beginning sees no more than its cap:
-- a twentieth of it may go at once, and the rest is spaced accordingly. No endpoint gets more than a quarter of what
-- the process has free: however many of them hang, it fills up slowly, and there is room for the others.
create function claim_deliveries(
  p_room int, p_free int, p_lanes int, p_per_tenant int, p_lease int, p_delays int[], p_pause int
) returns table (claimed text, unplaced bool, next_milliseconds int) language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_lanes webhook_lanes[];
  v_tenants uuid[];
  v_ids uuid[];
  v_endpoints uuid[];
  v_claimed text;
begin
  perform enter_system();
  v_now := date_trunc('milliseconds', clock_timestamp());
  if p_room > 0 and exists (select from webhook_lanes l where l.next_due_at <= v_now) then
    select array_agg(x.l) into v_lanes from (
      select l from (
        select d.*, coalesce(h.count, 0) + row_number() over (partition by d.tenant_id order by d.next_due_at) as turn
        from (
          select l.tenant_id, l.endpoint_id, l.next_due_at from webhook_lanes l
          where l.next_due_at <= v_now order by l.next_due_at limit p_lanes) d
        left join (select q.tenant_id, count(*) from webhook_queue q where q.leased group by 1) h
          on h.tenant_id = d.tenant_id
        order by turn, d.next_due_at limit p_room) r
      join webhook_lanes l on l.tenant_id = r.tenant_id and l.endpoint_id = r.endpoint_id
      where l.next_due_at <= v_now
      order by r.turn, r.next_due_at for update of l skip locked) x;
  end if;

  if v_lanes is not null then
    perform end_interrupted(v_lanes, p_lease, p_delays);
    -- The clock is read after the locks, so that times agree with their order.
    v_now := date_trunc('milliseconds', clock_timestamp());
    with held as materialized (
      select q.tenant_id, q.endpoint_id, count(*) from webhook_queue q where q.leased group by 1, 2
    ), tenant as materialized (
      select h.tenant_id, sum(h.count)::int as count from held h group by 1
    ), lane as materialized (
      select l.tenant_id, l.endpoint_id, l.ordinality as ord, coalesce(h.count, 0)::int as leased,
        least(
          least(l.width, greatest(2, p_free / 4)) - coalesce(h.count, 0),
          greatest(2, ceil(2.0 * p_room / cardinality(v_lanes))),
          ceil(w.rate_per_second / 20.0) - ceil(
            greatest(0, extract(epoch from l.free_at - v_now)) * (w.rate_per_second - ceil(w.rate_per_second / 20.0) + 1))
        )::int as room
      from unnest(v_lanes) with ordinality l
      join webhook_endpoints w on w.tenant_id = l.tenant_id and w.id = l.endpoint_id
      left join held h on h.tenant_id = l.tenant_id and h.endpoint_id = l.endpoint_id
      where w.enabled and w.deleted_at is null and l.gone_at is null
    ), turn as (
      select l.tenant_id, l.endpoint_id, l.ord, q.delivery_id,
        row_number() over (partition by l.tenant_id order by l.leased + q.turn, l.ord) + coalesce(t.count, 0) as turn
      from lane l left join tenant t on t.tenant_id = l.tenant_id
      cross join lateral (
        select q.delivery_id, row_number() over (order by q.due_at) as turn from (
          select q.delivery_id, q.due_at from webhook_queue q
          where q.endpoint_id = l.endpoint_id and q.due_at <= v_now and not q.leased
          order by q.due_at limit greatest(0, l.room)) q) q
    ), taken as (
      update webhook_queue q
      set leased = true, attempts = q.attempts + 1, due_at = v_now + make_interval(secs => p_lease)
      from (select t.* from turn t where t.turn <= p_per_tenant order by t.turn, t.ord limit p_room) t
      where q.tenant_id = t.tenant_id and q.delivery_id = t.delivery_id
      returning q.tenant_id, q.delivery_id, q.endpoint_id
    )
    select array_agg(t.tenant_id), array_agg(t.delivery_id), array_agg(t.endpoint_id)
    into v_tenants, v_ids, v_endpoints from taken t;

    -- When each is to be looked at again: at once where more is due, but after the others; where there is no room, when
    -- a lease ends, unless an attempt ends before, which sets it anew. Who takes nothing is looked at now and then.
    update webhook_lanes l set free_at = x.free_at, next_due_at = case
      when not x.is_open then case when coalesce(x.first_due, x.first_end) is not null then v_now + interval '30 seconds' end
      when x.first_due is null then x.first_end
      when x.first_due > v_now then least(x.first_due, x.first_end)
      when x.leased >= l.width then x.first_end
      when x.free_at > v_now + x.step * (x.burst - 1) then
        greatest(x.free_at - x.step * floor(x.burst / 2), v_now + interval '1 millisecond')
      when x.tenant_leased >= p_per_tenant or x.leased >= greatest(2, p_free / 4) then v_now + p_pause * interval '1 millisecond'
      when x.taken > 0 then v_now
      else l.next_due_at end
    from (
      select s.*, case when s.step is null or s.taken = 0 then s.free_before
          else greatest(s.free_before, v_now) + s.step * s.taken end as free_at
      from (
        select l.tenant_id, l.endpoint_id, l.free_at as free_before,
          w.enabled and w.deleted_at is null and l.gone_at is null as is_open,
          ceil(w.rate_per_second / 20.0) as burst,
          interval '1 second' / (w.rate_per_second - ceil(w.rate_per_second / 20.0) + 1) as step,
          (select count(*) from unnest(v_endpoints) e where e = l.endpoint_id) as taken,
          (select q.due_at from webhook_queue q where q.endpoint_id = l.endpoint_id and not q.leased
            order by q.due_at limit 1) as first_due,
          h.leased, h.first_end, t.count as tenant_leased
        from unnest(v_lanes) l
        join webhook_endpoints w on w.tenant_id = l.tenant_id and w.id = l.endpoint_id
        cross join lateral (
          select count(*) as leased, min(q.due_at) as first_end from webhook_queue q
          where q.endpoint_id = l.endpoint_id and q.leased) h
        left join (select q.tenant_id, count(*) from webhook_queue q where q.leased group by 1) t
          on t.tenant_id = l.tenant_id) s) x
    where l.tenant_id = x.tenant_id and l.endpoint_id = x.endpoint_id;
  end if;

  if v_ids is not null then
    select json_build_object(
      'deliveries', (
        select json_agg(json_build_object('tenant', q.tenant_id, 'id', q.delivery_id, 'endpoint', q.endpoint_id,
          'number', q.attempts, 'event', json_build_object(
            'id', e.id, 'type', e.type, 'createdAt', e.created_at, 'mode', e.mode, 'data', e.data)))
        from unnest(v_tenants, v_ids) c (tenant_id, id)
        join webhook_queue q on q.tenant_id = c.tenant_id and q.delivery_id = c.id
        join events e on e.tenant_id = q.tenant_id and e.id = q.event_id),
      'endpoints', (
        select json_agg(json_build_object('id', w.id, 'tenant', w.tenant_id, 'mode', w.mode, 'url', w.url,
          'headersSealed', w.headers_sealed))
        from (select distinct c.* from unnest(v_tenants, v_endpoints) c (tenant_id, id)) c
        join webhook_endpoints w on w.tenant_id = c.tenant_id and w.id = c.id),
      'secrets', (
        select json_agg(json_build_object('tenant', s.tenant_id, 'mode', s.mode, 'table', s.source, 'id', s.id,
          'sealed', s.sealed, 'createdAt', s.created_at) order by s.source desc, s.id desc)
        from (
          select 'webhook_secrets' as source, s.tenant_id, s.mode, s.id, s.secret_sealed as sealed, s.created_at
          from webhook_secrets s where s.tenant_id in (select distinct unnest(v_tenants))
          union all
          select 'tenants', t.id, null, t.id, t.webhook_secret_sealed, t.created_at
          from tenants t where t.id in (select distinct unnest(v_tenants)) and t.webhook_secret_sealed is not null) s)
    )::text into v_claimed;
  end if;
  return query select v_claimed, exists (select from events e where e.position is null),
    (select greatest(0, ceil(extract(epoch from l.next_due_at - clock_timestamp()) * 1000))::int from webhook_lanes l
      where l.next_due_at is not null order by l.next_due_at limit 1);
end $$;
--> statement-breakpoint
-- Writes what became of attempts. Of those alone that still hold their delivery: who comes back late, when the attempt
-- has been taken for interrupted, finds another number or no lease, and changes nothing. The moment at which an attempt
-- ended is told as time ago, and so by the database's clock.
create function settle_deliveries(p_results jsonb, p_wide int) returns int language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  v_called timestamptz := clock_timestamp();
  v_now timestamptz;
  v_lanes jsonb;
  v_settled int;
begin
  perform enter_system();
  perform from webhook_lanes l
  where (l.tenant_id, l.endpoint_id) in (
    select r.tenant, r.endpoint from jsonb_to_recordset(p_results) r (tenant uuid, endpoint uuid))
  order by l.endpoint_id for update;

  with held as materialized (
    select r.*, q.mode, q.trigger, v_called - r.ago * interval '1 millisecond' as ended_at,
      v_called - (r.ago + r.milliseconds) * interval '1 millisecond' as started_at,
      case when not r.delivered then v_called - r.ago * interval '1 millisecond' + make_interval(secs => r.delay) end as next_at,
      case when r.delivered then 'delivered' when r.delay is null then 'exhausted' else 'pending' end as status
    from jsonb_to_recordset(p_results) r (
      tenant uuid, endpoint uuid, delivery uuid, attempt uuid, number int, ago float, milliseconds int, "statusCode" int,
      error text, delivered bool, gone bool, narrow int, delay int, "requestHeaders" jsonb, "responseHeaders" jsonb,
      "responseBody" text)
    join webhook_queue q on q.tenant_id = r.tenant and q.delivery_id = r.delivery
    where q.leased and q.attempts = r.number
  ), logged as (
    insert into webhook_attempts (tenant_id, mode, id, delivery_id, number, started_at, milliseconds, status_code, error,
      request_headers, response_headers, response_body)
    select h.tenant, h.mode, h.attempt, h.delivery, h.number, h.started_at, h.milliseconds, h."statusCode", h.error,
      h."requestHeaders", h."responseHeaders", h."responseBody" from held h
  ), done as (
    delete from webhook_queue q using held h
    where q.tenant_id = h.tenant and q.delivery_id = h.delivery and h.status <> 'pending'
  ), postponed as (
    update webhook_queue q set leased = false, due_at = h.next_at from held h
    where q.tenant_id = h.tenant and q.delivery_id = h.delivery and h.status = 'pending'
  ), noted as (
    update webhook_deliveries d
    set attempts = h.number, status = h.status, next_attempt_at = h.next_at, last_attempt_at = h.started_at,
      last_status_code = h."statusCode", last_error = h.error, last_milliseconds = h.milliseconds,
      ended_at = case when h.status <> 'pending' then h.ended_at end
    from held h where d.tenant_id = h.tenant and d.id = h.delivery
  ), lane as (
    select h.tenant, h.endpoint, count(*) filter (where h.delivered) as good, count(h.narrow) as bad, min(h.narrow) as narrow,
      bool_or(h.gone) as gone, max(h.ended_at) filter (where h.delivered and h.trigger = 'event') as succeeded_at,
      max(h.ended_at) filter (where not h.delivered and h.trigger = 'event') as failed_at,
      count(*) filter (where h.status = 'exhausted' and h.trigger = 'event') as exhausted
    from held h group by 1, 2
  )
  select jsonb_agg(to_jsonb(l) || jsonb_build_object('failing_since', (
      select min(h.ended_at) from held h
      where h.endpoint = l.endpoint and not h.delivered and h.trigger = 'event'
        and (l.succeeded_at is null or h.ended_at > l.succeeded_at)))), (select count(*) from held)
  into v_lanes, v_settled from lane l;

  -- By hand somebody tries; the health of an endpoint is what it does with what comes by itself. One that gives no
  -- answer, or fails, is sent less at once, but never less than `narrow`, and more again with every success.
  v_now := date_trunc('milliseconds', clock_timestamp());
  update webhook_lanes l
  set width = case when x.bad = 0 then least(p_wide, l.width + x.good) when x.bad >= x.good
      then least(l.width, greatest(x.narrow, l.width >> least(x.bad - x.good + 1, 5))) else l.width end,
    gone_at = case when x.gone then coalesce(l.gone_at, v_now) else l.gone_at end,
    last_succeeded_at = coalesce(x.succeeded_at, l.last_succeeded_at),
    last_failed_at = coalesce(x.failed_at, l.last_failed_at),
    failing_since = case when x.succeeded_at is null then coalesce(l.failing_since, x.failing_since) else x.failing_since end,
    warned = case when x.succeeded_at is null then l.warned else 0 end,
    exhausted_at = case when x.exhausted > 0 then v_now else l.exhausted_at end,
    exhausted = l.exhausted + x.exhausted,
    next_due_at = case
      when x.first_due <= v_now then case when l.next_due_at <= v_now then l.next_due_at else v_now end
      else least(x.first_due, x.first_end) end
  from (
    select r.*,
      (select q.due_at from webhook_queue q where q.endpoint_id = r.endpoint and not q.leased
        order by q.due_at limit 1) as first_due,
      (select min(q.due_at) from webhook_queue q where q.endpoint_id = r.endpoint and q.leased) as first_end
    from jsonb_to_recordset(v_lanes) r (
      tenant uuid, endpoint uuid, good int, bad int, narrow int, gone bool, succeeded_at timestamptz, failed_at timestamptz,
      exhausted int, failing_since timestamptz)) x
  where l.tenant_id = x.tenant and l.endpoint_id = x.endpoint;
  return v_settled;
end $$;
--> statement-breakpoint
grant execute on function
  fan_out_events(int, int), claim_deliveries(int, int, int, int, int, int[], int), settle_deliveries(jsonb, int)
to hawk_app;
--> statement-breakpoint
grant execute on function end_interrupted(webhook_lanes[], int, int[]) to hawk_system;
