ALTER TABLE "sign_in_attempts" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "password_resets" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "password_resets" ADD COLUMN "email_hash" text NOT NULL;--> statement-breakpoint
DROP INDEX "password_resets_user_index";--> statement-breakpoint
CREATE INDEX "password_resets_user_index" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "password_resets_email_index" ON "password_resets" USING btree ("email_hash","created_at");--> statement-breakpoint
CREATE INDEX "password_resets_address_index" ON "password_resets" USING btree ("address","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_created_index" ON "sign_in_attempts" USING btree ("created_at");
