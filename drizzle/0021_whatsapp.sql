CREATE TABLE "contact_imports" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"created_by" uuid,
	"file_name" text NOT NULL,
	"file" "bytea",
	"status" text NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"due_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "contact_imports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "contact_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"phone" text,
	"canonical_phone" text,
	"bsuid" text,
	"username" text,
	"name" text,
	"profile_name" text,
	"email" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" text NOT NULL,
	"last_inbound_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "contacts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"person" text NOT NULL,
	"scope" text NOT NULL,
	"phone" text,
	"bsuid" text,
	"reason" text NOT NULL,
	"note" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "suppressions_tenant_id_mode_person_scope_pk" PRIMARY KEY("tenant_id","mode","person","scope")
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "media" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"direction" text NOT NULL,
	"sender_id" uuid,
	"meta_id" text,
	"mime_type" text NOT NULL,
	"size" integer,
	"sha256" text,
	"file_name" text,
	"expires_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "media_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "media" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "media_chunks" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"media_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "media_chunks_tenant_id_media_id_position_pk" PRIMARY KEY("tenant_id","media_id","position")
);
--> statement-breakpoint
ALTER TABLE "media_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"sender_id" uuid NOT NULL,
	"person" text NOT NULL,
	"contact_id" uuid,
	"last_inbound_at" timestamp (3) with time zone,
	"last_message_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"last_message_id" uuid,
	"unread" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "conversations_tenant_id_mode_sender_id_person_pk" PRIMARY KEY("tenant_id","mode","sender_id","person")
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meta_field_counts" (
	"field" text PRIMARY KEY NOT NULL,
	"count" bigint DEFAULT 1 NOT NULL,
	"webhook_id" uuid,
	"last_seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meta_field_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meta_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"confirmation_code" text NOT NULL,
	"meta_user_id" text NOT NULL,
	"status" text NOT NULL,
	"request_hash" text NOT NULL,
	"found" integer,
	"due_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meta_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "number_claims" (
	"phone_number_id" text PRIMARY KEY NOT NULL,
	"claimed_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "number_claims" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sender_connections" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state_hash" text NOT NULL,
	"state_used_at" timestamp (3) with time zone,
	"status" text NOT NULL,
	"outcome" text,
	"event" text,
	"left_at_step" text,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"waba_id" text,
	"phone_number_id" text,
	"business_id" text,
	"is_coexistence" boolean DEFAULT false NOT NULL,
	"access_token_sealed" text,
	"account_id" uuid,
	"sender_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "sender_connections_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "sender_connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "whatsapp_accounts" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"waba_id" text NOT NULL,
	"business_id" text,
	"name" text,
	"meta_user_id" text,
	"access_token_sealed" text,
	"token_status" text NOT NULL,
	"token_scopes" text[] DEFAULT '{}' NOT NULL,
	"token_expires_at" timestamp (3) with time zone,
	"subscribed_at" timestamp (3) with time zone,
	"review_status" text,
	"verification_status" text,
	"messaging_limit" text,
	"restrictions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"health" jsonb,
	"templates_synced_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"disconnected_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "whatsapp_accounts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_entries" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sender_id" uuid,
	"api_key_id" uuid,
	"country" text,
	"pricing" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "usage_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "usage_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "templates_name_unique";--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "phone" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "bsuid" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "context_wamid" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "fallback" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "used_fallback" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "metadata" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "send_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "api_key_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "pricing" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "played_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "is_coexistence" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "pin_sealed" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "registered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "number_status" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "name_status" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "requested_name" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "throughput" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "username" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "health" jsonb;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "checked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "readiness" jsonb;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "connected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "disconnected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "disconnect_reason" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "paused_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "failures_in_row" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "meta_id" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "parameter_format" text DEFAULT 'POSITIONAL' NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "components" jsonb;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "rejected_reason" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "status_detail" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "previous_category" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "correct_category" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "category_changes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "message_send_ttl_seconds" integer;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "timeline" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "synced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_chunks" ADD CONSTRAINT "media_chunks_tenant_id_media_id_media_tenant_id_id_fk" FOREIGN KEY ("tenant_id","media_id") REFERENCES "public"."media"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_sender_id_senders_tenant_id_id_fk" FOREIGN KEY ("tenant_id","sender_id") REFERENCES "public"."senders"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sender_connections" ADD CONSTRAINT "sender_connections_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD CONSTRAINT "whatsapp_accounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_imports_due_index" ON "contact_imports" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_phone_unique" ON "contacts" USING btree ("tenant_id","mode","canonical_phone") WHERE canonical_phone is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_bsuid_unique" ON "contacts" USING btree ("tenant_id","mode","bsuid") WHERE bsuid is not null;--> statement-breakpoint
CREATE INDEX "contacts_tags_index" ON "contacts" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "suppressions_created_index" ON "suppressions" USING btree ("tenant_id","mode","created_at");--> statement-breakpoint
CREATE INDEX "media_meta_index" ON "media" USING btree ("tenant_id","meta_id");--> statement-breakpoint
CREATE INDEX "conversations_person_index" ON "conversations" USING btree ("tenant_id","mode","person");--> statement-breakpoint
CREATE INDEX "conversations_contact_index" ON "conversations" USING btree ("tenant_id","mode","contact_id");--> statement-breakpoint
CREATE INDEX "conversations_recent_index" ON "conversations" USING btree ("tenant_id","mode","last_message_at");--> statement-breakpoint
CREATE UNIQUE INDEX "meta_requests_code_unique" ON "meta_requests" USING btree ("confirmation_code");--> statement-breakpoint
CREATE UNIQUE INDEX "meta_requests_hash_unique" ON "meta_requests" USING btree ("request_hash");--> statement-breakpoint
CREATE INDEX "meta_requests_due_index" ON "meta_requests" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sender_connections_state_unique" ON "sender_connections" USING btree ("tenant_id","state_hash");--> statement-breakpoint
CREATE INDEX "sender_connections_due_index" ON "sender_connections" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "whatsapp_accounts_waba_unique" ON "whatsapp_accounts" USING btree ("tenant_id","mode","waba_id");--> statement-breakpoint
CREATE INDEX "whatsapp_accounts_waba_index" ON "whatsapp_accounts" USING btree ("waba_id");--> statement-breakpoint
CREATE INDEX "whatsapp_accounts_due_index" ON "whatsapp_accounts" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_tenant_id_account_id_whatsapp_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."whatsapp_accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_contact_index" ON "messages" USING btree ("tenant_id","mode","contact_id","id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "messages_phone_index" ON "messages" USING btree ("tenant_id","mode","phone","id");--> statement-breakpoint
CREATE INDEX "senders_account_index" ON "senders" USING btree ("tenant_id","account_id");--> statement-breakpoint
CREATE INDEX "templates_meta_index" ON "templates" USING btree ("tenant_id","meta_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name_unique" ON "templates" USING btree ("tenant_id","mode","waba_id","name","language") WHERE deleted_at is null;--> statement-breakpoint
CREATE POLICY "contact_imports_tenant" ON "contact_imports" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "contact_imports_system" ON "contact_imports" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "contacts_tenant" ON "contacts" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "contacts_system" ON "contacts" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "suppressions_tenant" ON "suppressions" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "suppressions_system" ON "suppressions" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "media_tenant" ON "media" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "media_system" ON "media" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "media_chunks_tenant" ON "media_chunks" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "media_chunks_system" ON "media_chunks" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "conversations_tenant" ON "conversations" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "conversations_system" ON "conversations" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "meta_field_counts_system" ON "meta_field_counts" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "meta_requests_system" ON "meta_requests" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "number_claims_system" ON "number_claims" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sender_connections_tenant" ON "sender_connections" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "sender_connections_system" ON "sender_connections" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "whatsapp_accounts_tenant" ON "whatsapp_accounts" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "whatsapp_accounts_system" ON "whatsapp_accounts" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_entries_tenant" ON "usage_entries" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "usage_entries_system" ON "usage_entries" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);