-- People, who does not want messages, and files of contacts.
ALTER TABLE "suppressions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
CREATE INDEX "suppressions_id_index" ON "suppressions" USING btree ("tenant_id","mode","id");--> statement-breakpoint
CREATE INDEX "suppressions_bsuid_index" ON "suppressions" USING btree ("tenant_id","mode","bsuid") WHERE bsuid is not null;
