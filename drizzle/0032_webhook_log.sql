CREATE INDEX "events_type_index" ON "events" USING btree ("tenant_id","mode","type","id");--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "undelivered" text GENERATED ALWAYS AS (case when status in ('exhausted', 'canceled') then status end) STORED;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_type_index" ON "webhook_deliveries" USING btree ("tenant_id","endpoint_id","event_type","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_undelivered_index" ON "webhook_deliveries" USING btree ("tenant_id","endpoint_id","undelivered","id") WHERE undelivered is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_trigger_index" ON "webhook_deliveries" USING btree ("tenant_id","endpoint_id","trigger","id") WHERE trigger <> 'event';--> statement-breakpoint
DROP INDEX "webhook_deliveries_recovery_index";--> statement-breakpoint
CREATE INDEX "webhook_deliveries_recovery_index" ON "webhook_deliveries" USING btree ("tenant_id","recovery_id","id") WHERE recovery_id is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_unrecovered_index" ON "webhook_deliveries" USING btree ("tenant_id","recovery_id") WHERE recovery_id is not null and undelivered is not null;--> statement-breakpoint
CREATE INDEX "webhook_queue_recovery_index" ON "webhook_queue" USING btree ("endpoint_id") WHERE trigger = 'recovery';
