CREATE TABLE "otp_guard_rests" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"block" text NOT NULL,
	"rests_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "otp_guard_rests_tenant_id_mode_block_pk" PRIMARY KEY("tenant_id","mode","block")
);
--> statement-breakpoint
ALTER TABLE "otp_guard_rests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "otp_guard_rests" ADD CONSTRAINT "otp_guard_rests_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "otps_guarded_index" ON "otps" USING btree ("tenant_id","mode","id") WHERE guard is not null;--> statement-breakpoint
CREATE POLICY "otp_guard_rests_tenant" ON "otp_guard_rests" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "otp_guard_rests_system" ON "otp_guard_rests" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- What the fraud guard's rules go by, in one round trip, at an instant: now, or, where it only watches, the one at
-- which the OTP named was accepted. Only what is asked for is looked up. An OTP that the guard has something against
-- counts for nothing, so that watching says what enforcing would have said. An id is made a little before its row,
-- by another clock: the ids only narrow down where to look, the times decide.
create function otp_guard_facts(
  p_tenant uuid, p_mode text, p_at timestamptz, p_otp uuid, p_canonical text, p_block text, p_block_window int,
  p_neighbours text[], p_run_window int, p_conversion_window int, p_sample int, p_counts_hour bool, p_counts_day bool
) returns table (
  judged_at timestamptz, rests_until timestamptz, other_numbers int, neighbours text[], decided int, verified int,
  hourly int, daily int
) language plpgsql as $$
declare
  v_at timestamptz := coalesce(p_at, date_trunc('milliseconds', clock_timestamp()));
  v_prefix text := left(p_canonical, -4);
  v_from timestamptz;
begin
  perform enter_tenant(p_tenant, p_mode);
  judged_at := v_at;

  if p_block_window is not null then
    select r.rests_until into rests_until from otp_guard_rests r where r.block = p_block and r.rests_until > v_at;
    v_from := v_at - make_interval(secs => p_block_window);
    select count(distinct o.canonical_phone) into other_numbers from otps o
    where o.canonical_phone between v_prefix || '0000' and v_prefix || '9999'
      and length(o.canonical_phone) = length(p_canonical) and o.canonical_phone <> p_canonical
      and o.id >= uuidv7_floor(v_from - interval '1 minute') and o.created_at > v_from and o.created_at <= v_at
      and o.direction = 'outbound' and o.guard is null and o.id is distinct from p_otp;
  end if;

  if p_neighbours is not null then
    v_from := v_at - make_interval(secs => p_run_window);
    select coalesce(array_agg(distinct o.canonical_phone), '{}') into neighbours from otps o
    where o.canonical_phone = any (p_neighbours)
      and o.id >= uuidv7_floor(v_from - interval '1 minute') and o.created_at > v_from and o.created_at <= v_at
      and o.direction = 'outbound' and o.guard is null and o.id is distinct from p_otp;
  end if;

  -- Only codes whose fate is known: nobody has verified one that is still on its way, and one that was taken back
  -- says nothing.
  if p_conversion_window is not null then
    v_from := v_at - make_interval(secs => p_conversion_window);
    select count(*), count(*) filter (where sends.is_verified) into decided, verified from (
      select o.status = 'verified' and o.verified_at <= v_at as is_verified from otps o
      where o.id >= uuidv7_floor(v_from - interval '1 minute') and o.created_at > v_from and o.created_at <= v_at
        and o.direction = 'outbound' and o.guard is null and o.id is distinct from p_otp
        and (o.ended_at <= v_at or o.expires_at <= v_at)
        and o.status not in ('superseded', 'canceled')
      order by o.id desc limit p_sample
    ) sends;
  end if;

  if p_counts_hour then
    v_from := v_at - interval '1 hour';
    select count(*) into hourly from otps o
    where o.id >= uuidv7_floor(v_from - interval '1 minute') and o.created_at > v_from and o.created_at <= v_at
      and o.direction = 'outbound' and o.guard is null and o.id is distinct from p_otp;
  end if;
  if p_counts_day then
    v_from := v_at - interval '1 day';
    select count(*) into daily from otps o
    where o.id >= uuidv7_floor(v_from - interval '1 minute') and o.created_at > v_from and o.created_at <= v_at
      and o.direction = 'outbound' and o.guard is null and o.id is distinct from p_otp;
  end if;
  return next;
end $$;
--> statement-breakpoint
grant execute on function
  otp_guard_facts(uuid, text, timestamptz, uuid, text, text, int, text[], int, int, int, bool, bool)
to hawk_app, hawk_tenant;
