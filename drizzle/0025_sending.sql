CREATE TABLE "send_lanes" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"sender_id" uuid NOT NULL,
	"free_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"served_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "send_lanes_tenant_id_mode_sender_id_pk" PRIMARY KEY("tenant_id","mode","sender_id")
);
--> statement-breakpoint
ALTER TABLE "send_lanes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pair_paces" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"sender_id" uuid NOT NULL,
	"person" text NOT NULL,
	"free_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pair_paces_tenant_id_mode_sender_id_person_pk" PRIMARY KEY("tenant_id","mode","sender_id","person")
);
--> statement-breakpoint
ALTER TABLE "pair_paces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "send_lanes" ADD CONSTRAINT "send_lanes_tenant_id_sender_id_senders_tenant_id_id_fk" FOREIGN KEY ("tenant_id","sender_id") REFERENCES "public"."senders"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pair_paces" ADD CONSTRAINT "pair_paces_tenant_id_sender_id_senders_tenant_id_id_fk" FOREIGN KEY ("tenant_id","sender_id") REFERENCES "public"."senders"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pair_paces_free_index" ON "pair_paces" USING btree ("free_at");--> statement-breakpoint
CREATE POLICY "send_lanes_tenant" ON "send_lanes" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "send_lanes_system" ON "send_lanes" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "pair_paces_tenant" ON "pair_paces" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "pair_paces_system" ON "pair_paces" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_asked_at" timestamp (3) with time zone;--> statement-breakpoint
DROP INDEX "messages_due_index";--> statement-breakpoint
CREATE INDEX "messages_code_due_index" ON "messages" USING btree ("due_at") WHERE due_at is not null and otp_id is not null;--> statement-breakpoint
CREATE INDEX "messages_lane_index" ON "messages" USING btree ("sender_id","due_at") WHERE due_at is not null and otp_id is null;--> statement-breakpoint
-- Takes up the oldest due messages of one number, each for the length of a lease, and says after how many
-- milliseconds each may leave, and how far apart from the one before: the pace of the number and of each person is decided here, so that any number of
-- processes keep it together. A live number is locked meanwhile; who does not wait for it goes on without. Test mode
-- has no pace, for nothing leaves the house. What it takes and does not send any more is the caller's to end.
create function claim_lane(
  p_tenant uuid, p_mode text, p_sender uuid, p_waits bool, p_room int, p_lease int, p_reconcile int, p_failures int,
  p_rest int, p_rates int[], p_share int, p_horizon int, p_pair_seconds int, p_pair_burst int
) returns table (tenant_id uuid, id uuid, wait_ms int, step_ms int, was_asked bool) language plpgsql as $$
#variable_conflict use_column
declare
  v_is_live bool := p_mode = 'live';
  v_now timestamptz;
  v_lane send_lanes;
  v_sender record;
  v_row record;
  v_step interval := interval '0';
  v_free timestamptz;
  v_pair timestamptz;
  v_room int := p_room;
  v_is_probe bool := false;
  v_taken int := 0;
begin
  if v_is_live then
    insert into send_lanes (tenant_id, mode, sender_id) values (p_tenant, p_mode, p_sender) on conflict do nothing;
    if p_waits then
      select l.* into v_lane from send_lanes l
      where l.tenant_id = p_tenant and l.mode = p_mode and l.sender_id = p_sender for update;
    else
      select l.* into v_lane from send_lanes l
      where l.tenant_id = p_tenant and l.mode = p_mode and l.sender_id = p_sender for update skip locked;
    end if;
    if v_lane.sender_id is null then
      return;
    end if;
    -- The clock is read after the lock, so that times agree with its order.
    v_now := clock_timestamp();
    select s.is_coexistence, s.throughput, s.paused_until, s.failures_in_row into v_sender from senders s
    where s.tenant_id = p_tenant and s.id = p_sender;
    if v_sender.paused_until > v_now then
      return;
    end if;
    -- After its rest one message tries whether the number is well again; the next waits for what becomes of it.
    v_is_probe := v_sender.failures_in_row >= p_failures;
    v_step := interval '1 second' * 100 / p_share / case
      when v_sender.is_coexistence then p_rates[2] when v_sender.throughput = 'HIGH' then p_rates[3] else p_rates[1] end;
    v_free := greatest(v_lane.free_at, v_now) + v_step * (
      select count(*) from messages o
      where o.tenant_id = p_tenant and o.otp_id is not null and o.sender_id = p_sender and o.mode = p_mode
        and o.id >= uuidv7_floor(greatest(v_lane.served_at, v_now - interval '1 second')));
    v_room := least(p_room, case when v_is_probe then 1 else
      ceil(extract(epoch from v_now + make_interval(secs => p_horizon / 1000.0) - v_free) / extract(epoch from v_step)) end);
  else
    v_now := clock_timestamp();
    v_free := v_now;
  end if;
  if v_room <= 0 then
    return;
  end if;

  for v_row in
    select m.id, m.status, coalesce(m.phone, m.bsuid, '') as person, m.asked_at from messages m
    where m.sender_id = p_sender and m.due_at <= v_now and m.otp_id is null and m.tenant_id = p_tenant and m.mode = p_mode
    order by m.due_at, m.id limit v_room for update skip locked
  loop
    id := v_row.id;
    tenant_id := p_tenant;
    wait_ms := 0;
    step_ms := extract(epoch from v_step) * 1000;
    was_asked := v_row.asked_at is not null;
    if v_row.status not in ('queued', 'scheduled') then
      update messages m set due_at = v_now + make_interval(secs => p_lease)
      where m.tenant_id = p_tenant and m.id = v_row.id;
      return next;
      continue;
    end if;
    -- The process that called Meta about it has died, or lost the answer: Meta may yet say what became of it.
    if v_row.asked_at + make_interval(secs => p_reconcile) > v_now then
      update messages m set due_at = v_row.asked_at + make_interval(secs => p_reconcile)
      where m.tenant_id = p_tenant and m.id = v_row.id;
      continue;
    end if;
    if v_is_live then
      insert into pair_paces as p (tenant_id, mode, sender_id, person, free_at)
      values (p_tenant, p_mode, p_sender, v_row.person, v_now + make_interval(secs => p_pair_seconds))
      on conflict (tenant_id, mode, sender_id, person) do update
      set free_at = greatest(p.free_at, v_now) + make_interval(secs => p_pair_seconds)
      where p.free_at <= v_now + make_interval(secs => p_pair_seconds * (p_pair_burst - 1));
      if not found then
        select p.free_at into v_pair from pair_paces p
        where p.tenant_id = p_tenant and p.mode = p_mode and p.sender_id = p_sender and p.person = v_row.person;
        update messages m set due_at = v_pair - make_interval(secs => p_pair_seconds * (p_pair_burst - 1))
        where m.tenant_id = p_tenant and m.id = v_row.id;
        continue;
      end if;
    end if;
    wait_ms := greatest(0, extract(epoch from v_free - v_now) * 1000);
    update messages m
    set status = 'queued', attempts = m.attempts + 1, asked_at = v_now, first_asked_at = coalesce(m.first_asked_at, v_now),
      due_at = v_free + make_interval(secs => p_lease)
    where m.tenant_id = p_tenant and m.id = v_row.id;
    v_free := v_free + v_step;
    v_taken := v_taken + 1;
    return next;
  end loop;

  if v_is_live then
    update send_lanes l set free_at = v_free, served_at = v_now
    where l.tenant_id = p_tenant and l.mode = p_mode and l.sender_id = p_sender;
    if v_is_probe and v_taken > 0 then
      update senders s set paused_until = v_now + make_interval(secs => p_rest)
      where s.tenant_id = p_tenant and s.id = p_sender;
    end if;
  end if;
end $$;
--> statement-breakpoint
-- Takes up what is due, of everybody: codes first, then messages number by number. Those that were served longest ago
-- come first, and the numbers of one tenant take turns with those of the others, so that a queue of any length holds
-- nobody up. One step of an index finds a number's oldest, however many messages wait behind it.
create function claim_messages(
  p_code_room int, p_room int, p_lane_room int, p_busy uuid[], p_lease int, p_reconcile int, p_failures int, p_rest int,
  p_rates int[], p_share int, p_horizon int, p_pair_seconds int, p_pair_burst int
) returns table (tenant_id uuid, id uuid, wait_ms int, step_ms int, was_asked bool) language plpgsql as $$
#variable_conflict use_column
declare
  v_lane record;
  v_left int := p_room;
  v_lanes int;
  v_rows int;
begin
  return query
    update messages m
    set due_at = clock_timestamp() + make_interval(secs => p_lease),
      attempts = case m.status when 'queued' then m.attempts + 1 else m.attempts end
    where (m.tenant_id, m.id) in (
      select d.tenant_id, d.id from messages d where d.due_at <= clock_timestamp() and d.otp_id is not null
      order by d.due_at limit p_code_room for update skip locked)
    returning m.tenant_id, m.id, 0, 0, false;

  for v_lane in
    with recursive walk as (
      (select m.sender_id, m.tenant_id, m.mode, m.due_at from messages m
        where m.due_at is not null and m.otp_id is null order by m.sender_id, m.due_at limit 1)
      union all
      select n.sender_id, n.tenant_id, n.mode, n.due_at from walk w cross join lateral (
        select m.sender_id, m.tenant_id, m.mode, m.due_at from messages m
        where m.due_at is not null and m.otp_id is null and m.sender_id > w.sender_id
        order by m.sender_id, m.due_at limit 1) n
    )
    select w.sender_id, w.tenant_id, w.mode, count(*) over () as lanes,
      row_number() over (partition by w.tenant_id order by l.served_at nulls first) as turn, l.served_at
    from walk w join senders s on s.tenant_id = w.tenant_id and s.id = w.sender_id
    left join send_lanes l on l.tenant_id = w.tenant_id and l.mode = w.mode and l.sender_id = w.sender_id
    where w.due_at <= clock_timestamp() and not w.sender_id = any (p_busy)
    order by turn, l.served_at nulls first limit p_room
  loop
    v_lanes := coalesce(v_lanes, v_lane.lanes);
    return query
      select c.tenant_id, c.id, c.wait_ms, c.step_ms, c.was_asked from claim_lane(v_lane.tenant_id, v_lane.mode, v_lane.sender_id,
        false, least(p_lane_room, greatest(1, v_left / greatest(1, v_lanes))), p_lease, p_reconcile, p_failures, p_rest,
        p_rates, p_share, p_horizon, p_pair_seconds, p_pair_burst) c;
    get diagnostics v_rows = row_count;
    v_left := v_left - v_rows;
    v_lanes := v_lanes - 1;
    exit when v_left <= 0;
  end loop;
end $$;
--> statement-breakpoint
grant execute on function
  claim_lane(uuid, text, uuid, bool, int, int, int, int, int, int[], int, int, int, int),
  claim_messages(int, int, int, uuid[], int, int, int, int, int[], int, int, int, int)
to hawk_system;
