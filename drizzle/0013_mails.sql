-- What went out stays for a while, and nobody looks for work among it.
DROP INDEX "mails_due_index";--> statement-breakpoint
CREATE INDEX "mails_due_index" ON "mails" USING btree ("next_attempt_at") WHERE sent_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "mails_created_index" ON "mails" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expiry_noticed_days" integer;--> statement-breakpoint
CREATE INDEX "api_keys_expiry_index" ON "api_keys" USING btree ("expires_at") WHERE expires_at is not null and revoked_at is null;
