-- Writes a batch of calls of many tenants in one statement. A batch that is sent again, because nobody knows whether
-- it was committed, changes nothing.
create function record_requests(p_rows jsonb) returns void language plpgsql as $$
begin
  perform enter_system();
  insert into requests (tenant_id, mode, id, method, path, status, error_code, duration_ms, api_key_id, address,
    user_agent, idempotency_key, is_replay, request_body, response_body, subjects, created_at)
  select tenant_id, mode, id, method, path, status, error_code, duration_ms, api_key_id, address,
    user_agent, idempotency_key, is_replay, request_body, response_body, subjects, created_at
  from jsonb_to_recordset(p_rows) as r (tenant_id uuid, mode text, id uuid, method text, path text, status smallint,
    error_code text, duration_ms real, api_key_id uuid, address text, user_agent text, idempotency_key text,
    is_replay boolean, request_body jsonb, response_body jsonb, subjects text[], created_at timestamptz)
  on conflict do nothing;
end $$;
--> statement-breakpoint
grant execute on function record_requests(jsonb) to hawk_app;
--> statement-breakpoint
-- A list of one mode; of one key; of one object: the first that a call touched is the one it is about. Together they
-- cost a fifth of the insert.
create index requests_mode_index on requests (tenant_id, mode, id);
--> statement-breakpoint
create index requests_key_index on requests (tenant_id, mode, api_key_id, id);
--> statement-breakpoint
create index requests_subject_index on requests (tenant_id, mode, (subjects[1]), id);
--> statement-breakpoint
-- What is too old stands together: a few bytes a hundred pages find it.
create index requests_created_index on requests using brin (created_at) with (autosummarize = on);
--> statement-breakpoint
-- The tables whose partitions go as soon as all their rows are too old to be kept.
create function short_lived_tables() returns text[] language sql immutable as $$
  select array['requests', 'otp_guard_blocks']
$$;
--> statement-breakpoint
drop function ensure_partitions(int, int);
--> statement-breakpoint
-- As before, but for what drop_expired_partitions would take away again.
create function ensure_partitions(p_behind int, p_ahead int, p_request_days int) returns int language plpgsql
security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
declare
  parent text;
  month timestamptz;
  child text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('ensure_partitions', 0));
  for parent in
    select c.relname from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
    where c.relnamespace = 'public'::regnamespace
  loop
    for month in
      select generate_series(
        date_trunc('month', now()) - make_interval(months => p_behind),
        date_trunc('month', now()) + make_interval(months => p_ahead),
        interval '1 month')
    loop
      child := parent || to_char(month, '_YYYY_MM');
      continue when to_regclass(format('public.%I', child)) is not null;
      continue when parent = any (public.short_lived_tables())
        and month + interval '1 month' <= now() - make_interval(days => p_request_days);
      execute format('create table public.%I partition of public.%I for values from (%L) to (%L)',
        child, parent, public.uuidv7_floor(month), public.uuidv7_floor(month + interval '1 month'));
      execute format('alter table public.%I enable row level security, force row level security', child);
      execute format('revoke all on public.%I from public, hawk_app, hawk_tenant, hawk_system', child);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
--> statement-breakpoint
-- It takes no name from outside either. A table that is too busy to be locked is left for the next run.
create function drop_expired_partitions(p_request_days int) returns int language plpgsql
security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as $$
declare
  child text;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('ensure_partitions', 0));
  for child in
    select c.relname from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    join pg_class p on p.oid = i.inhparent
    where p.relnamespace = 'public'::regnamespace and p.relname = any (public.short_lived_tables())
      and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
      and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= now() - make_interval(days => p_request_days)
  loop
    execute format('drop table public.%I', child);
    dropped := dropped + 1;
  end loop;
  return dropped;
exception when lock_not_available then
  return 0;
end $$;
--> statement-breakpoint
grant execute on function ensure_partitions(int, int, int), drop_expired_partitions(int) to hawk_system;
