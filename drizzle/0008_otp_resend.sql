-- When each check of a code was counted; the checks themselves are never kept.
alter table otps add column attempted_at timestamp(3) with time zone[] not null default '{}';
--> statement-breakpoint
-- The recipient as WhatsApp writes the number, which may differ from how it was asked for.
alter table messages add column wa_id text;
--> statement-breakpoint
drop function otp_attempt(uuid, text, uuid, text, int);
--> statement-breakpoint
-- Counts an attempt and commits it before anybody compares anything: guesses made at once are all counted.
create function otp_attempt(p_tenant uuid, p_mode text, p_otp uuid, p_canonical text, p_attempts int)
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
    select o.id into v_id from otps o where o.canonical_phone = p_canonical and o.direction = 'outbound'
    order by (o.status = 'pending') desc, o.created_at desc limit 1;
  end if;

  return query
    update otps o set attempts = o.attempts + 1, attempted_at = o.attempted_at || v_now
    where o.id = v_id and o.status = 'pending' and o.attempts < p_attempts and o.expires_at > clock_timestamp()
      and o.direction = 'outbound'
    returning o.id, o.phone, o.status, o.attempts::int, o.code_hash, o.key_id, true, null::jsonb, v_now;
  if not found then
    return query
      select o.id, o.phone, o.status, o.attempts::int, null::text, o.key_id, false,
        o.failure, v_now
      from otps o where o.id = v_id;
  end if;
end $$;
--> statement-breakpoint
-- Puts the same code on its way again: a new message of the same OTP, from the same number, in the same words. It
-- waits for the phone's lock as a send does, so that both are counted one after the other; the row is locked after
-- it, as a send does, and its state is told before the limits are. No row, no such OTP.
create function otp_resend(
  p_tenant uuid, p_mode text, p_otp uuid, p_message uuid, p_bound_sender uuid, p_attempts int, p_lease int,
  p_limit int, p_ceiling int, p_window int, p_streak int, p_short_streak int, p_short_digits int, p_cooldown int
) returns table (
  outcome text, retry_after int, status text, created_at timestamptz, phone text, nonce bytea, key_id text,
  code_length int, sender_id uuid, phone_number_id text, access_token_sealed text, template text, language text
) language plpgsql as $$
#variable_conflict use_column
declare
  v_otp otps;
  v_admission record;
  v_sender record;
  v_message record;
begin
  perform enter_tenant(p_tenant, p_mode);
  select o.* into v_otp from otps o where o.id = p_otp;
  if v_otp.id is null then
    return;
  end if;
  if v_otp.direction <> 'outbound' then
    outcome := 'inbound';
    return next;
    return;
  end if;

  v_admission := otp_admit(p_tenant, p_mode, v_otp.canonical_phone, p_limit, p_ceiling, p_window,
    p_streak, p_short_streak, p_short_digits, p_cooldown);
  select o.* into v_otp from otps o where o.id = p_otp for update;
  status := case when v_otp.status = 'pending' and v_otp.expires_at <= clock_timestamp() then 'expired'
    else v_otp.status end;
  if status <> 'pending' or v_otp.attempts >= p_attempts then
    outcome := 'ended';
    return next;
    return;
  end if;
  if v_admission.refusal is not null then
    outcome := v_admission.refusal;
    retry_after := v_admission.retry_after;
    return next;
    return;
  end if;

  select m.sender_id, m.template, m.language into v_message from messages m where m.id = v_otp.message_id;
  select s.id, s.waba_id, s.phone_number_id, s.access_token_sealed into v_sender from senders s
  where s.status = 'connected' and s.id = coalesce(v_otp.sender_id, v_message.sender_id)
    and (p_bound_sender is null or s.id = p_bound_sender);
  if v_sender.id is null then
    outcome := 'no_sender';
    return next;
    return;
  end if;
  if not exists (
    select from templates t
    where t.waba_id = v_sender.waba_id and t.category = 'AUTHENTICATION' and t.status = 'APPROVED'
      and t.name = v_message.template and t.language = v_message.language
  ) then
    outcome := 'template_unusable';
    return next;
    return;
  end if;

  insert into messages (id, direction, type, status, phone, sender_id, otp_id, template, language, attempts,
    due_at, created_at)
  values (p_message, 'outbound', 'template', 'queued', v_otp.phone, v_sender.id, p_otp, v_message.template,
    v_message.language, 1, v_admission.at + make_interval(secs => p_lease), v_admission.at);
  update otps o
  set message_id = p_message, earlier_message_ids = o.earlier_message_ids || o.message_id,
    resent_at = o.resent_at || v_admission.at
  where o.id = p_otp;

  return query select 'accepted', null::int, 'pending', v_admission.at, v_otp.phone, v_otp.nonce, v_otp.key_id,
    v_otp.code_length::int, v_sender.id, v_sender.phone_number_id, v_sender.access_token_sealed,
    v_message.template, v_message.language;
end $$;
--> statement-breakpoint
grant execute on function
  otp_attempt(uuid, text, uuid, text, int),
  otp_resend(uuid, text, uuid, uuid, uuid, int, int, int, int, int, int, int, int, int)
to hawk_app, hawk_tenant;
