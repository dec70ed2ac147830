CREATE TABLE "app_meta" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"environment" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app_meta" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"email_verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"key_prefix" text NOT NULL,
	"last_four" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "api_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "api_keys_hash_unique" UNIQUE("tenant_id","key_hash")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_routes" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"wamid" text NOT NULL,
	"message_id" uuid NOT NULL,
	CONSTRAINT "message_routes_tenant_id_wamid_pk" PRIMARY KEY("tenant_id","wamid")
);
--> statement-breakpoint
ALTER TABLE "message_routes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"direction" text NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"phone" text NOT NULL,
	"sender_id" uuid,
	"otp_id" uuid,
	"template" text,
	"language" text,
	"wamid" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"failure" jsonb,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meta_webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"body" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "meta_webhooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "otps" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"phone" text NOT NULL,
	"status" text NOT NULL,
	"code_length" smallint NOT NULL,
	"nonce" "bytea",
	"code_hash" text,
	"key_id" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"message_id" uuid NOT NULL,
	"purpose" text,
	"metadata" jsonb NOT NULL,
	"failure" jsonb,
	"api_key_id" uuid,
	"request_id" uuid NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "otps_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "otps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "senders" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"waba_id" text NOT NULL,
	"phone_number_id" text NOT NULL,
	"phone" text NOT NULL,
	"display_name" text NOT NULL,
	"access_token_sealed" text,
	"status" text NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "senders_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "senders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "templates" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"waba_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "templates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "memberships_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"plan" text DEFAULT 'free' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"default_locale" text DEFAULT 'en_US' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_hash_index" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "message_routes_wamid_index" ON "message_routes" USING btree ("wamid");--> statement-breakpoint
CREATE INDEX "messages_due_index" ON "messages" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "meta_webhooks_due_index" ON "meta_webhooks" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "otps_pending_unique" ON "otps" USING btree ("tenant_id","mode","phone") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "otps_phone_index" ON "otps" USING btree ("phone","created_at");--> statement-breakpoint
CREATE INDEX "otps_unended_index" ON "otps" USING btree ("expires_at") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "senders_primary_unique" ON "senders" USING btree ("tenant_id","mode") WHERE is_primary;--> statement-breakpoint
CREATE UNIQUE INDEX "senders_number_unique" ON "senders" USING btree ("tenant_id","mode","phone_number_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name_unique" ON "templates" USING btree ("tenant_id","mode","waba_id","name","language");--> statement-breakpoint
CREATE INDEX "memberships_user_index" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "events_subject_index" ON "events" USING btree ("tenant_id","subject_id");--> statement-breakpoint
CREATE POLICY "app_meta_system" ON "app_meta" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_system" ON "users" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "api_keys_tenant" ON "api_keys" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "api_keys_system" ON "api_keys" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "message_routes_tenant" ON "message_routes" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "message_routes_system" ON "message_routes" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "messages_tenant" ON "messages" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "messages_system" ON "messages" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "meta_webhooks_system" ON "meta_webhooks" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "otps_tenant" ON "otps" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "otps_system" ON "otps" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "senders_tenant" ON "senders" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "senders_system" ON "senders" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "templates_tenant" ON "templates" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "templates_system" ON "templates" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "memberships_tenant" ON "memberships" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "memberships_system" ON "memberships" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenants_system" ON "tenants" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenants_tenant" ON "tenants" AS PERMISSIVE FOR SELECT TO "hawk_tenant" USING (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "events_tenant" ON "events" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "events_system" ON "events" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);