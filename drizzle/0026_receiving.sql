CREATE TABLE "person_marks" (
	"tenant_id" uuid DEFAULT current_setting('app.tenant_id')::uuid NOT NULL,
	"mode" text DEFAULT current_setting('app.mode') NOT NULL,
	"person" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "person_marks_tenant_id_mode_person_kind_pk" PRIMARY KEY("tenant_id","mode","person","kind")
);
--> statement-breakpoint
ALTER TABLE "person_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "person_marks" ADD CONSTRAINT "person_marks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "person_marks_tenant" ON "person_marks" AS PERMISSIVE FOR ALL TO "hawk_tenant" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and mode = (select nullif(current_setting('app.mode', true), '')));--> statement-breakpoint
CREATE POLICY "person_marks_system" ON "person_marks" AS PERMISSIVE FOR ALL TO "hawk_system" USING (true) WITH CHECK (true);
