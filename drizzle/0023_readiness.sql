-- What Meta last said of each thing, and when it said it: an older word that arrives later changes nothing.
ALTER TABLE "whatsapp_accounts" ADD COLUMN "marks" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "whatsapp_accounts" ADD COLUMN "check_asked_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "marks" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "notices" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
CREATE INDEX "senders_notices_index" ON "senders" USING btree ("tenant_id","id") WHERE notices <> '[]'::jsonb;
