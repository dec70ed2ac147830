-- Both leave alone what is sent the most, one-time passwords: those have no user id, and go out.
CREATE INDEX "messages_bsuid_index" ON "messages" USING btree ("tenant_id","mode","bsuid","id") WHERE bsuid is not null;--> statement-breakpoint
CREATE INDEX "messages_inbound_index" ON "messages" USING btree ("tenant_id","mode","id") WHERE direction = 'inbound';
