-- The session that somebody claims, while it lasts, and the person whose it is: asked with every request of the
-- dashboard, and so in one round trip.
create function find_session(p_id uuid) returns table (
  id uuid, user_id uuid, email text, is_operator boolean, authenticated_ms double precision,
  second_factor_ms double precision, created_ms double precision, seen_seconds_ago double precision
) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
begin
  perform enter_system();
  return query
    select s.id, u.id, u.email, u.is_operator,
      (extract(epoch from s.authenticated_at) * 1000)::double precision,
      (extract(epoch from s.second_factor_at) * 1000)::double precision,
      (extract(epoch from s.created_at) * 1000)::double precision,
      extract(epoch from v_now - s.last_seen_at)::double precision
    from sessions s join users u on u.id = s.user_id
    where s.id = p_id and s.ended_at is null and s.expires_at > v_now;
end $$;
--> statement-breakpoint
-- Every tenant that a person belongs to, the oldest first.
create function find_memberships(p_user_id uuid) returns table (
  role text, tenant_id uuid, slug text, name text, plan text, default_locale text,
  status text, suspended_ms double precision, suspended_reason text, requires_second_factor boolean
) language plpgsql as $$
#variable_conflict use_column
begin
  perform enter_system();
  return query
    select m.role, t.id, t.slug, t.name, t.plan, t.default_locale,
      t.status, (extract(epoch from t.suspended_at) * 1000)::double precision, t.suspended_reason,
      t.requires_second_factor
    from memberships m join tenants t on t.id = m.tenant_id
    where m.user_id = p_user_id order by t.created_at, t.id;
end $$;
--> statement-breakpoint
-- Writes down that a session was seen, at most once in that time, however many requests of it run at once.
create function touch_session(p_id uuid, p_every_seconds double precision) returns void language plpgsql as $$
begin
  perform enter_system();
  update sessions set last_seen_at = clock_timestamp()
  where id = p_id and ended_at is null
    and last_seen_at < clock_timestamp() - make_interval(secs => p_every_seconds);
end $$;
--> statement-breakpoint
grant execute on function find_session(uuid), find_memberships(uuid), touch_session(uuid, double precision)
to hawk_app;
