-- Whoever connects a number claims it in the transaction that keeps it. A tenant sees its own claims alone; that
-- somebody else has a number shows in that it cannot be claimed.
ALTER TABLE "number_claims" ADD CONSTRAINT "number_claims_claimed_by_tenants_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_claims" ALTER COLUMN "claimed_by" SET DEFAULT current_setting('app.tenant_id')::uuid;--> statement-breakpoint
CREATE INDEX "number_claims_claimed_by_index" ON "number_claims" USING btree ("claimed_by");--> statement-breakpoint
CREATE POLICY "number_claims_tenant" ON "number_claims" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (claimed_by = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (claimed_by = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
INSERT INTO "number_claims" ("phone_number_id", "claimed_by")
  SELECT "phone_number_id", "tenant_id" FROM "senders" WHERE "mode" = 'live' AND "status" <> 'disconnected'
  ORDER BY "created_at" ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "sender_connections" ADD COLUMN "pin_sealed" text;--> statement-breakpoint
ALTER TABLE "sender_connections" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sender_connections" ADD COLUMN "facts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "whatsapp_accounts_leaving_index" ON "whatsapp_accounts" USING btree ("disconnected_at") WHERE disconnected_at is not null and access_token_sealed is not null;
