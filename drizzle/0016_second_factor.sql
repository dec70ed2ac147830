-- An authenticator app that is being set up waits as a challenge: what is confirmed already stays until then.
ALTER TABLE "challenges" ADD COLUMN "secret_sealed" text;
--> statement-breakpoint
ALTER TABLE "totp_secrets" ALTER COLUMN "confirmed_at" SET NOT NULL;
