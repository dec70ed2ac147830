-- What people wrote to prove their number with an inbound OTP: Meta's message id, when, and what it was worth.
alter table otps add column received_messages jsonb default '[]' not null;
--> statement-breakpoint
-- Meta names the number that a message came to, and nobody the tenant.
create index senders_number_index on senders (phone_number_id);
