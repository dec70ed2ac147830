ALTER TABLE "templates" ADD COLUMN "status_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "quality_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "category_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "components_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "edit" jsonb;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "due_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "notice_at" timestamp (3) with time zone;
--> statement-breakpoint
CREATE INDEX "templates_due_index" ON "templates" USING btree ("due_at") WHERE due_at is not null;
--> statement-breakpoint
CREATE INDEX "templates_notice_index" ON "templates" USING btree ("notice_at") WHERE notice_at is not null;
--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "templates_due_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL;
--> statement-breakpoint
CREATE INDEX "whatsapp_accounts_templates_index" ON "whatsapp_accounts" USING btree ("templates_due_at") WHERE mode = 'live' and disconnected_at is null;
--> statement-breakpoint
-- Which of several approved templates goes out: the one that Meta has least against, then the newest.
create function template_rank(p_quality text) returns int language sql immutable as $$
  select case p_quality when 'GREEN' then 0 when 'YELLOW' then 2 when 'RED' then 3 else 1 end
$$;
--> statement-breakpoint
grant execute on function template_rank(text) to hawk_tenant, hawk_system;
--> statement-breakpoint
-- The hot path of a send, in one round trip and one transaction: sender and template, the lock of the phone, the
-- limits, the superseding, the OTP and its message. The numbers come from the caller's policy. It runs with the
-- rights of its caller, who is nobody until enter_tenant.
create or replace function otp_send(
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
      and t.language = any (p_languages) and t.deleted_at is null
    order by array_position(p_languages, t.language), template_rank(t.quality), t.created_at desc, t.id desc
    limit 1
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
-- Puts the same code on its way again: a new message of the same OTP, from the same number, in the same language. It
-- waits for the phone's lock as a send does, so that both are counted one after the other; the row is locked after
-- it, as a send does, and its state is told before the limits are. No row, no such OTP.
create or replace function otp_resend(
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
  v_spare text;
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
  -- The one it went out with, or, where that is paused or gone, a spare in the same language.
  v_spare := (
    select t.name from templates t
    where t.waba_id = v_sender.waba_id and t.category = 'AUTHENTICATION' and t.status = 'APPROVED'
      and t.language = v_message.language and t.deleted_at is null
    order by t.name <> v_message.template, template_rank(t.quality), t.created_at desc, t.id desc limit 1);
  if v_spare is null then
    outcome := 'template_unusable';
    return next;
    return;
  end if;

  insert into messages (id, direction, type, status, phone, sender_id, otp_id, template, language, attempts,
    due_at, created_at)
  values (p_message, 'outbound', 'template', 'queued', v_otp.phone, v_sender.id, p_otp, v_spare,
    v_message.language, 1, v_admission.at + make_interval(secs => p_lease), v_admission.at);
  update otps o
  set message_id = p_message, earlier_message_ids = o.earlier_message_ids || o.message_id,
    resent_at = o.resent_at || v_admission.at
  where o.id = p_otp;

  return query select 'accepted', null::int, 'pending', v_admission.at, v_otp.phone, v_otp.nonce, v_otp.key_id,
    v_otp.code_length::int, v_sender.id, v_sender.phone_number_id, v_sender.access_token_sealed,
    v_spare, v_message.language;
end $$;
