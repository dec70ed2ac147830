-- The hot path of a send, in one round trip and one transaction: sender and template, the lock of the phone, the
-- limits, the superseding, the OTP and its message. The numbers come from the caller's policy. It runs with the
-- rights of its caller, who is nobody until enter_tenant.
create function otp_send(
  p_tenant uuid, p_mode text, p_otp uuid, p_message uuid, p_phone text, p_code_length int, p_expires_in int,
  p_nonce bytea, p_code_hash text, p_key_id text, p_sender uuid, p_languages text[], p_purpose text,
  p_metadata jsonb, p_api_key uuid, p_request uuid, p_limit int, p_ceiling int, p_window int, p_lease int
) returns table (
  outcome text, retry_after int, created_at timestamptz, expires_at timestamptz, sender_id uuid,
  phone_number_id text, access_token_sealed text, template text, language text
) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz;
  v_blocking timestamptz;
  v_window interval := make_interval(secs => p_window);
  v_sender record;
  v_template record;
begin
  perform enter_tenant(p_tenant, p_mode);

  select s.id, s.waba_id, s.phone_number_id, s.access_token_sealed into v_sender from senders s
  where s.status = 'connected' and (s.id = p_sender or (p_sender is null and s.is_primary));
  if v_sender.id is null then
    return query select 'no_sender', null::int, null::timestamptz, null::timestamptz, null::uuid, null, null, null, null;
    return;
  end if;

  select t.name, t.language into v_template from templates t
  where t.waba_id = v_sender.waba_id and t.category = 'AUTHENTICATION' and t.status = 'APPROVED'
    and t.language = any (p_languages)
  order by array_position(p_languages, t.language) limit 1;
  if v_template.name is null then
    return query select 'template_unusable', null::int, null::timestamptz, null::timestamptz, null::uuid, null, null, null, null;
    return;
  end if;

  -- A live phone is locked over all tenants, for the ceiling; a test phone within its tenant, for everyone
  -- tests with the same magic numbers. The clock is read after the lock, so that times agree with its order.
  perform pg_advisory_xact_lock(hashtextextended(case p_mode when 'live' then p_phone else p_tenant || p_phone end, 1));
  v_now := date_trunc('milliseconds', clock_timestamp());

  select o.created_at into v_blocking from otps o
  where o.phone = p_phone and o.created_at > v_now - v_window
  order by o.created_at desc offset p_limit - 1 limit 1;
  if v_blocking is null and p_mode = 'live' then
    perform set_config('role', 'hawk_system', true);
    select o.created_at into v_blocking from otps o
    where o.phone = p_phone and o.mode = 'live' and o.created_at > v_now - v_window
    order by o.created_at desc offset p_ceiling - 1 limit 1;
    perform set_config('role', 'hawk_tenant', true);
  end if;
  if v_blocking is not null then
    return query select 'otp_rate_limited', greatest(1, ceil(extract(epoch from v_blocking + v_window - v_now)))::int,
      null::timestamptz, null::timestamptz, null::uuid, null, null, null, null;
    return;
  end if;

  -- One whose time was over already has expired instead; its end is left open for the sweep to announce.
  update otps o
  set status = case when o.expires_at <= v_now then 'expired' else 'superseded' end,
    nonce = null, code_hash = null, ended_at = case when o.expires_at <= v_now then null else v_now end
  where o.phone = p_phone and o.status = 'pending';

  insert into otps (id, phone, status, code_length, nonce, code_hash, key_id, expires_at, message_id, purpose,
    metadata, api_key_id, request_id, created_at)
  values (p_otp, p_phone, 'pending', p_code_length, p_nonce, p_code_hash, p_key_id,
    v_now + make_interval(secs => p_expires_in), p_message, p_purpose, p_metadata, p_api_key, p_request, v_now);

  insert into messages (id, direction, type, status, phone, sender_id, otp_id, template, language, attempts,
    due_at, created_at)
  values (p_message, 'outbound', 'template', 'queued', p_phone, v_sender.id, p_otp, v_template.name,
    v_template.language, 1, v_now + make_interval(secs => p_lease), v_now);

  return query select 'accepted', null::int, v_now, v_now + make_interval(secs => p_expires_in), v_sender.id,
    v_sender.phone_number_id, v_sender.access_token_sealed, v_template.name, v_template.language;
end $$;
--> statement-breakpoint
-- Counts an attempt and commits it before anybody compares anything: guesses made at once are all counted.
create function otp_attempt(p_tenant uuid, p_mode text, p_otp uuid, p_phone text, p_attempts int)
returns table (
  id uuid, phone text, status text, attempts int, code_hash text, key_id text, counted boolean, failure jsonb,
  checked_at timestamptz
) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_id uuid := p_otp;
begin
  perform enter_tenant(p_tenant, p_mode);
  if v_id is null then
    select o.id into v_id from otps o where o.phone = p_phone
    order by (o.status = 'pending') desc, o.created_at desc limit 1;
  end if;

  return query
    update otps o set attempts = o.attempts + 1
    where o.id = v_id and o.status = 'pending' and o.attempts < p_attempts and o.expires_at > clock_timestamp()
    returning o.id, o.phone, o.status, o.attempts::int, o.code_hash, o.key_id, true, null::jsonb, v_now;
  if not found then
    return query
      select o.id, o.phone, o.status, o.attempts::int, null::text, o.key_id, false,
        o.failure, v_now
      from otps o where o.id = v_id;
  end if;
end $$;
--> statement-breakpoint
create function find_api_key(p_key_hash text) returns table (
  tenant_id uuid, mode text, id uuid, name text, scopes text[], revoked boolean, tenant_status text,
  default_locale text
) language plpgsql as $$
#variable_conflict use_column
begin
  perform enter_system();
  return query
    select k.tenant_id, k.mode, k.id, k.name, k.scopes, k.revoked_at is not null, t.status, t.default_locale
    from api_keys k join tenants t on t.id = k.tenant_id where k.key_hash = p_key_hash;
end $$;
--> statement-breakpoint
grant execute on function
  otp_send(uuid, text, uuid, uuid, text, int, int, bytea, text, text, uuid, text[], text, jsonb, uuid, uuid, int, int, int, int),
  otp_attempt(uuid, text, uuid, text, int),
  find_api_key(text)
to hawk_app;
