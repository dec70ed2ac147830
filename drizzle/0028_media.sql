DROP INDEX "media_meta_index";--> statement-breakpoint
CREATE UNIQUE INDEX "media_meta_unique" ON "media" USING btree ("tenant_id","mode","meta_id");--> statement-breakpoint
CREATE INDEX "media_created_index" ON "media" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "media_chunks_created_index" ON "media_chunks" USING btree ("created_at");
