CREATE TABLE "otp_guard_blocks" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"phone" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"api_key_id" uuid,
	"request_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "otp_guard_blocks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "otp_guard_blocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "otp_guards" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "otp_guards_tenant_id_mode_pk" PRIMARY KEY("tenant_id","mode")
);
--> statement-breakpoint
ALTER TABLE "otp_guards" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_records" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" smallint NOT NULL,
	"body_sealed" text NOT NULL,
	"request_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "idempotency_records_tenant_id_mode_route_key_pk" PRIMARY KEY("tenant_id","mode","route","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_windows" (
	"subject" text PRIMARY KEY NOT NULL,
	"admitted" timestamp (3) with time zone[] NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rate_windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" smallint NOT NULL,
	"error_code" text,
	"duration_ms" real NOT NULL,
	"api_key_id" uuid,
	"address" text NOT NULL,
	"user_agent" text,
	"idempotency_key" text,
	"is_replay" boolean DEFAULT false NOT NULL,
	"request_body" jsonb,
	"response_body" jsonb,
	"subjects" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "otps_phone_index";--> statement-breakpoint
DROP INDEX "otps_pending_unique";--> statement-breakpoint
ALTER TABLE "otps" ALTER COLUMN "phone" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "otps" ALTER COLUMN "message_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "allowed_addresses" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "sender_id" uuid;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotated_from" uuid;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_address" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_agent" text;--> statement-breakpoint
ALTER TABLE "otps" ADD COLUMN "direction" text DEFAULT 'outbound' NOT NULL;--> statement-breakpoint
ALTER TABLE "otps" ADD COLUMN "canonical_phone" text;--> statement-breakpoint
ALTER TABLE "otps" ADD COLUMN "sender_id" uuid;--> statement-breakpoint
UPDATE "otps" SET "canonical_phone" = "phone";--> statement-breakpoint
ALTER TABLE "otps" ADD COLUMN "earlier_message_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "otps" ADD COLUMN "resent_at" timestamp (3) with time zone[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "otps" ADD COLUMN "guard" jsonb;--> statement-breakpoint
ALTER TABLE "otp_guards" ADD CONSTRAINT "otp_guards_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_records_created_index" ON "idempotency_records" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "requests_failed_index" ON "requests" USING btree ("tenant_id","mode","id") WHERE status >= 400;--> statement-breakpoint
CREATE UNIQUE INDEX "otps_token_unique" ON "otps" USING btree ("tenant_id","mode","code_hash") WHERE status = 'pending' and direction = 'inbound';--> statement-breakpoint
CREATE INDEX "otps_canonical_phone_index" ON "otps" USING btree ("canonical_phone","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "otps_pending_unique" ON "otps" USING btree ("tenant_id","mode","canonical_phone") WHERE status = 'pending' and direction = 'outbound';--> statement-breakpoint
CREATE POLICY "otp_guard_blocks_tenant" ON "otp_guard_blocks" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "otp_guard_blocks_system" ON "otp_guard_blocks" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "otp_guards_tenant" ON "otp_guards" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "otp_guards_system" ON "otp_guards" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "idempotency_records_tenant" ON "idempotency_records" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "idempotency_records_system" ON "idempotency_records" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rate_windows_system" ON "rate_windows" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "requests_tenant" ON "requests" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "requests_system" ON "requests" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);