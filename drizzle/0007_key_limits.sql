-- As before, and for how long a key that expires may still be believed.
drop function find_api_key(text);
--> statement-breakpoint
create function find_api_key(p_key_hash text) returns table (
  tenant_id uuid, mode text, id uuid, name text, scopes text[], revoked boolean, allowed_addresses text[],
  sender_id uuid, tenant_status text, plan text, default_locale text, expires_in_ms double precision
) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
begin
  perform enter_system();
  return query
    select k.tenant_id, k.mode, k.id, k.name, k.scopes,
      k.revoked_at is not null or coalesce(k.expires_at <= v_now, false), k.allowed_addresses,
      k.sender_id, t.status, t.plan, t.default_locale,
      (extract(epoch from k.expires_at - v_now) * 1000)::double precision
    from api_keys k join tenants t on t.id = k.tenant_id where k.key_hash = p_key_hash;
end $$;
--> statement-breakpoint
-- Writes down when, from where and with what each of the keys was last used. The uses come with their age, so that
-- this clock and no other says when they were. A use that is older than the one on record changes nothing: processes
-- report as they get to it. Rows are locked in order, so that two reports cannot wait for one another.
create function touch_api_keys(
  p_tenants uuid[], p_ids uuid[], p_ages double precision[], p_addresses text[], p_agents text[]
) returns void language plpgsql as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  perform enter_system();
  perform from api_keys k
  where (k.tenant_id, k.id) in (select * from unnest(p_tenants, p_ids))
  order by k.tenant_id, k.id for update;
  update api_keys k
  set last_used_at = u.at, last_used_address = nullif(u.address, ''), last_used_agent = nullif(u.agent, '')
  from (
    select tenant_id, id, v_now - make_interval(secs => age / 1000) as at, address, agent
    from unnest(p_tenants, p_ids, p_ages, p_addresses, p_agents) as uses(tenant_id, id, age, address, agent)
  ) u
  where k.tenant_id = u.tenant_id and k.id = u.id and coalesce(k.last_used_at < u.at, true);
end $$;
--> statement-breakpoint
grant execute on function
  find_api_key(text),
  touch_api_keys(uuid[], uuid[], double precision[], text[], text[])
to hawk_app;
