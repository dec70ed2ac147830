-- Seconds until this phone may be sent to again, or null when it may now. Codes sent again count like new ones. The
-- caller holds the phone's lock; row-level security decides over whose sends are counted. In plpgsql, which keeps
-- the plan: a function in plain SQL would be planned with every call.
create function otp_blocked_for(p_canonical text, p_mode text, p_limit int, p_window int, p_now timestamptz)
returns int language plpgsql as $$
declare
  v_window interval := make_interval(secs => p_window);
  v_from timestamptz := p_now - v_window;
  v_oldest timestamptz := v_from - interval '10 minutes';
  v_at timestamptz;
begin
  select u.at into v_at from otps o cross join lateral unnest(o.created_at || o.resent_at) as u(at)
  where o.canonical_phone = p_canonical and o.created_at > v_oldest and o.direction = 'outbound'
    and o.mode = p_mode and u.at > v_from
  order by u.at desc offset p_limit - 1 limit 1;
  return case when v_at is not null then greatest(1, ceil(extract(epoch from v_at + v_window - p_now)))::int end;
end $$;
--> statement-breakpoint
-- Seconds for which a phone has to cool down after too many OTPs in a row that ended in wrong codes, or null. Fewer
-- are enough where the codes were short. A verified OTP begins the count anew.
create function otp_cooling_for(
  p_canonical text, p_streak int, p_short_streak int, p_short_digits int, p_cooldown int, p_now timestamptz
) returns int language plpgsql as $$
declare
  v_since timestamptz;
  v_row record;
begin
  select max(o.verified_at) into v_since from otps o where o.canonical_phone = p_canonical and o.status = 'verified';
  select count(*) as failed, count(*) filter (where o.code_length < p_short_digits) as short,
    max(o.ended_at) + make_interval(secs => p_cooldown) as until into v_row
  from otps o where o.canonical_phone = p_canonical and o.failure->>'code' = 'attempts_exceeded'
    and o.ended_at > coalesce(v_since, '-infinity');
  return case when v_row.until > p_now and (v_row.failed >= p_streak or v_row.short >= p_short_streak)
    then ceil(extract(epoch from v_row.until - p_now))::int end;
end $$;
--> statement-breakpoint
-- Locks the phone until the transaction ends, and says what stands against sending to it: an error's code and the
-- seconds to wait. A live phone is locked over all tenants, for the ceiling; a test phone within its tenant, for
-- everyone tests with the same magic numbers. The clock is read after the lock, so that times agree with its order.
-- Most phones have had no code for a day from anybody: then one look at the index is all it takes.
create function otp_admit(
  p_tenant uuid, p_mode text, p_canonical text, p_limit int, p_ceiling int, p_window int,
  p_streak int, p_short_streak int, p_short_digits int, p_cooldown int,
  out refusal text, out retry_after int, out at timestamptz, out is_first bool
) language plpgsql as $$
declare
  v_is_live bool := p_mode = 'live';
  v_last timestamptz;
  v_is_known bool;
  v_cooling int;
begin
  perform pg_advisory_xact_lock(hashtextextended(case when v_is_live then p_canonical else p_tenant || p_canonical end, 1));
  at := date_trunc('milliseconds', clock_timestamp());

  if v_is_live then
    perform set_config('role', 'hawk_system', true);
  end if;
  -- The last one, and not whether there is one: a planner that expects to find some soon would read the whole table.
  select o.created_at into v_last from otps o where o.canonical_phone = p_canonical
  order by o.created_at desc limit 1;
  is_first := v_last is null;
  v_is_known := v_last > at - make_interval(secs => greatest(p_window, p_cooldown)) - interval '10 minutes';
  if v_is_known and v_is_live then
    retry_after := otp_blocked_for(p_canonical, p_mode, p_ceiling, p_window, at);
  end if;
  if v_is_live then
    perform set_config('role', 'hawk_tenant', true);
  end if;
  if v_is_known then
    v_cooling := otp_cooling_for(p_canonical, p_streak, p_short_streak, p_short_digits, p_cooldown, at);
    if v_cooling is null then
      retry_after := greatest(retry_after, otp_blocked_for(p_canonical, p_mode, p_limit, p_window, at));
      refusal := case when retry_after is not null then 'otp_rate_limited' end;
    else
      retry_after := v_cooling;
      refusal := 'otp_cooldown';
    end if;
  end if;
end $$;
--> statement-breakpoint
drop function otp_send(uuid, text, uuid, uuid, text, int, int, bytea, text, text, uuid, text[], text, jsonb, uuid, uuid, int, int, int, int);
--> statement-breakpoint
-- The hot path of a send, in one round trip and one transaction: sender and template, the lock of the phone, the
-- limits, the superseding, the OTP and its message. The numbers come from the caller's policy. It runs with the
-- rights of its caller, who is nobody until enter_tenant.
create function otp_send(
  p_tenant uuid, p_mode text, p_otp uuid, p_message uuid, p_phone text, p_canonical text, p_code_length int,
  p_expires_in int, p_nonce bytea, p_code_hash text, p_key_id text, p_sender uuid, p_languages text[],
  p_purpose text, p_metadata jsonb, p_guard jsonb, p_hour_cap int, p_day_cap int, p_api_key uuid, p_request uuid,
  p_lease int, p_limit int, p_ceiling int, p_window int,
  p_streak int, p_short_streak int, p_short_digits int, p_cooldown int
) returns table (
  outcome text, retry_after int, created_at timestamptz, expires_at timestamptz, sender_id uuid,
  phone_number_id text, access_token_sealed text, template text, language text
) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_sender record;
  v_admission record;
begin
  perform enter_tenant(p_tenant, p_mode);

  select s.id, s.phone_number_id, s.access_token_sealed, best.name, best.language into v_sender
  from senders s left join lateral (
    select t.name, t.language from templates t
    where t.waba_id = s.waba_id and t.category = 'AUTHENTICATION' and t.status = 'APPROVED'
      and t.language = any (p_languages)
    order by array_position(p_languages, t.language) limit 1
  ) best on true
  where s.status = 'connected' and (s.id = p_sender or (p_sender is null and s.is_primary));
  if v_sender.name is null then
    outcome := case when v_sender.id is null then 'no_sender' else 'template_unusable' end;
    return next;
    return;
  end if;

  -- The caps of the fraud guard are the tenant's own: counted one send at a time, and only where there is one.
  if p_hour_cap is not null or p_day_cap is not null then
    perform pg_advisory_xact_lock(hashtextextended(p_tenant || p_mode, 4));
    outcome := case
      when p_hour_cap is not null and p_hour_cap <= (
        select count(*) from otps o
        where o.id >= uuidv7_floor(clock_timestamp() - interval '1 hour') and o.direction = 'outbound')
      then 'hourly_cap'
      when p_day_cap is not null and p_day_cap <= (
        select count(*) from otps o
        where o.id >= uuidv7_floor(clock_timestamp() - interval '1 day') and o.direction = 'outbound')
      then 'daily_cap' end;
    if outcome is not null then
      return next;
      return;
    end if;
  end if;

  v_admission := otp_admit(p_tenant, p_mode, p_canonical, p_limit, p_ceiling, p_window,
    p_streak, p_short_streak, p_short_digits, p_cooldown);
  if v_admission.refusal is not null then
    outcome := v_admission.refusal;
    retry_after := v_admission.retry_after;
    return next;
    return;
  end if;
  v_now := v_admission.at;

  -- One whose time was over already has expired instead; its end is left open for the sweep to announce.
  if not v_admission.is_first then
    update otps o
    set status = case when o.expires_at <= v_now then 'expired' else 'superseded' end,
      nonce = null, code_hash = null, ended_at = case when o.expires_at <= v_now then null else v_now end
    where o.canonical_phone = p_canonical and o.status = 'pending' and o.direction = 'outbound';
  end if;

  insert into otps (id, phone, canonical_phone, sender_id, status, code_length, nonce, code_hash, key_id, expires_at,
    message_id, purpose, metadata, guard, api_key_id, request_id, created_at)
  values (p_otp, p_phone, p_canonical, v_sender.id, 'pending', p_code_length, p_nonce, p_code_hash, p_key_id,
    v_now + make_interval(secs => p_expires_in), p_message, p_purpose, p_metadata, p_guard, p_api_key, p_request,
    v_now);

  insert into messages (id, direction, type, status, phone, sender_id, otp_id, template, language, attempts,
    due_at, created_at)
  values (p_message, 'outbound', 'template', 'queued', p_phone, v_sender.id, p_otp, v_sender.name,
    v_sender.language, 1, v_now + make_interval(secs => p_lease), v_now);

  return query select 'accepted', null::int, v_now, v_now + make_interval(secs => p_expires_in), v_sender.id,
    v_sender.phone_number_id, v_sender.access_token_sealed, v_sender.name, v_sender.language;
end $$;
--> statement-breakpoint
-- To the tenant's role as well: within the transaction of an idempotent call they join it.
grant execute on function
  otp_send(uuid, text, uuid, uuid, text, text, int, int, bytea, text, text, uuid, text[], text, jsonb, jsonb, int, int, uuid, uuid, int, int, int, int, int, int, int, int),
  enter_tenant(uuid, text)
to hawk_app, hawk_tenant;
--> statement-breakpoint
grant execute on function
  otp_admit(uuid, text, text, int, int, int, int, int, int, int),
  otp_blocked_for(text, text, int, int, timestamptz),
  otp_cooling_for(text, int, int, int, int, timestamptz),
  uuidv7_floor(timestamptz)
to hawk_tenant, hawk_system;
