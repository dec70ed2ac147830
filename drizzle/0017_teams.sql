ALTER TABLE "invitations" ADD COLUMN "mails_sent" integer DEFAULT 1 NOT NULL;
