CREATE TABLE "signal_counts" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"slice" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "signal_counts_tenant_id_kind_subject_slice_pk" PRIMARY KEY("tenant_id","kind","subject","slice")
);
--> statement-breakpoint
ALTER TABLE "signal_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "key_networks" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"network" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "key_networks_tenant_id_key_id_network_pk" PRIMARY KEY("tenant_id","key_id","network")
);
--> statement-breakpoint
ALTER TABLE "key_networks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "key_networks" ADD CONSTRAINT "key_networks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signal_counts_kind_index" ON "signal_counts" USING btree ("kind","slice");--> statement-breakpoint
CREATE INDEX "alerts_rule_index" ON "alerts" USING btree ("rule","last_seen_at");--> statement-breakpoint
CREATE INDEX "alerts_open_index" ON "alerts" USING btree ("tenant_id") WHERE acknowledged_at is null;--> statement-breakpoint
CREATE POLICY "signal_counts_tenant" ON "signal_counts" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "signal_counts_system" ON "signal_counts" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "key_networks_tenant" ON "key_networks" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "key_networks_system" ON "key_networks" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- The rules ask as hawk_system for the rows of a span of time, which the ids tell.
GRANT EXECUTE ON FUNCTION uuidv7_floor(timestamptz) TO hawk_system;
