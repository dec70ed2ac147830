-- What is watched: endpoints in trouble, and those that take nothing any more. Few rows each, whatever the tables hold.
CREATE INDEX "webhook_lanes_troubled_index" ON "webhook_lanes" USING btree ("endpoint_id") WHERE exhausted_at is not null or gone_at is not null or failing_since is not null;--> statement-breakpoint
CREATE INDEX "webhook_endpoints_stopped_index" ON "webhook_endpoints" USING btree ("id") WHERE not enabled or deleted_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_lost_index" ON "webhook_deliveries" USING btree ("id") WHERE undelivered = 'exhausted';--> statement-breakpoint
-- What is too old stands together: a few bytes a hundred pages find it.
CREATE INDEX "events_created_index" ON "events" USING brin ("created_at") WITH (autosummarize=on);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created_index" ON "webhook_deliveries" USING brin ("created_at") WITH (autosummarize=on);--> statement-breakpoint
CREATE INDEX "webhook_attempts_created_index" ON "webhook_attempts" USING brin ("created_at") WITH (autosummarize=on);--> statement-breakpoint
-- As before, and what is kept of webhooks. The days that both functions are given are the longest of any of these.
create or replace function short_lived_tables() returns text[] language sql immutable as $$
  select array['requests', 'otp_guard_blocks', 'events', 'webhook_deliveries', 'webhook_attempts']
$$;
