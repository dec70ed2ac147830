ALTER TABLE "audit_heads" ADD COLUMN "anchor" text;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "anchored_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "verified_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "swept_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "swept_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "fault" jsonb;--> statement-breakpoint
DROP INDEX "audit_entries_target_index";--> statement-breakpoint
CREATE INDEX "audit_entries_target_index" ON "audit_entries" USING btree ("tenant_id","target_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_index" ON "audit_entries" USING btree ("tenant_id","actor_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_action_index" ON "audit_entries" USING btree ("tenant_id","action","seq");--> statement-breakpoint
-- The one thing in an entry that may be taken away: the chain covers its pseudonym alone.
create function refuse_new_address() returns trigger language plpgsql as $$
begin
  if new.address is not null then
    raise exception 'An address in the audit log is erased, and never changed.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger audit_entries_address before update of address on audit_entries
  for each row execute function refuse_new_address();
--> statement-breakpoint
-- As before, but for the audit log: entries are added and never changed or deleted, and of its heads the tenant moves
-- only how far the chain has come.
create or replace function protect_tables() returns void language plpgsql as $$
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
  revoke update, delete on audit_entries, audit_heads from hawk_tenant, hawk_system;
  grant update (address) on audit_entries to hawk_system;
  grant update (seq, hash) on audit_heads to hawk_tenant, hawk_system;
  grant update (anchored_seq, anchor, anchored_at, verified_seq, verified_at, swept_seq, swept_at, fault)
    on audit_heads to hawk_system;
end $$;
