-- The app logs in as hawk_app, which owns nothing and may read nothing. Inside a transaction it takes one of two
-- roles: hawk_tenant, whose rows are those of one tenant and mode, or hawk_system, for the few cross-tenant reads.
do $$ begin create role hawk_tenant nologin; exception when duplicate_object then null; end $$;
--> statement-breakpoint
do $$ begin create role hawk_system nologin; exception when duplicate_object then null; end $$;
--> statement-breakpoint
do $$ begin create role hawk_app login noinherit; exception when duplicate_object then null; end $$;
--> statement-breakpoint
grant hawk_tenant, hawk_system to hawk_app with inherit false, set true;
--> statement-breakpoint
revoke all on schema public from public;
--> statement-breakpoint
grant usage on schema public to hawk_app, hawk_tenant, hawk_system;
--> statement-breakpoint
alter default privileges revoke execute on functions from public;
--> statement-breakpoint
create function enter_tenant(p_tenant uuid, p_mode text) returns void language plpgsql as $$
begin
  perform set_config('role', 'hawk_tenant', true),
          set_config('app.tenant_id', p_tenant::text, true),
          set_config('app.mode', p_mode, true);
end $$;
--> statement-breakpoint
create function enter_system() returns void language plpgsql as $$
begin
  perform set_config('role', 'hawk_system', true),
          set_config('app.tenant_id', '', true),
          set_config('app.mode', '', true);
end $$;
--> statement-breakpoint
grant execute on function enter_tenant(uuid, text), enter_system() to hawk_app;
--> statement-breakpoint
-- Run by the owner after every migration: row-level security forced on all tables, grants from the policies alone,
-- and none on a partition, so that a partition can only be reached through its parent and the parent's policies.
create function protect_tables() returns void language plpgsql as $$
declare
  t record;
begin
  for t in
    select c.oid, c.relname, c.relispartition from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('alter table public.%I enable row level security, force row level security', t.relname);
    execute format('revoke all on public.%I from public, hawk_app, hawk_tenant, hawk_system', t.relname);
    continue when t.relispartition;
    execute format('grant select, insert, update, delete on public.%I to hawk_system', t.relname);
    if exists (
      select from pg_policy p
      where p.polrelid = t.oid and p.polcmd = '*' and 'hawk_tenant'::regrole = any (p.polroles)
    ) then
      execute format('grant select, insert, update, delete on public.%I to hawk_tenant', t.relname);
    elsif exists (
      select from pg_policy p
      where p.polrelid = t.oid and p.polcmd = 'r' and 'hawk_tenant'::regrole = any (p.polroles)
    ) then
      execute format('grant select on public.%I to hawk_tenant', t.relname);
    end if;
  end loop;
end $$;
--> statement-breakpoint
-- The smallest UUIDv7 of an instant: the bounds of a month's partition.
create function uuidv7_floor(p_instant timestamptz) returns uuid language sql immutable strict
set timezone = 'UTC' as $$
  select (lpad(to_hex((extract(epoch from p_instant) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;
--> statement-breakpoint
-- Makes the partitions of the months around now. The scheduler calls it as hawk_system, which may create nothing
-- itself; it takes no name from outside and touches only tables that are partitioned already.
create function ensure_partitions(p_behind int, p_ahead int) returns int language plpgsql
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
grant execute on function ensure_partitions(int, int) to hawk_system;
