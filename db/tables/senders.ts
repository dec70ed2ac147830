import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, hawkTenant, instant, modeTable, systemTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

const isClaimant = sql`claimed_by = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`

/** A WhatsApp Business Account that a tenant has shared with us. */
export const whatsappAccounts = modeTable(
  'whatsapp_accounts',
  {
    id: uuid('id').notNull(),
    wabaId: text('waba_id').notNull(),
    /** The business portfolio that owns it, whose numbers share one messaging limit. */
    businessId: text('business_id'),
    name: text('name'),
    /** Meta's id, for our app, of whoever shared it: what deauthorize callbacks name. */
    metaUserId: text('meta_user_id'),
    accessTokenSealed: text('access_token_sealed'),
    tokenStatus: text('token_status', { enum: ['valid', 'expired', 'revoked', 'missing'] }).notNull(),
    tokenScopes: text('token_scopes').array().notNull().default([]),
    tokenExpiresAt: instant('token_expires_at'),
    subscribedAt: instant('subscribed_at'),
    /** Meta's own words, as it last said them; null where it has not. */
    reviewStatus: text('review_status'),
    verificationStatus: text('verification_status'),
    messagingLimit: text('messaging_limit'),
    /** What Meta holds against it at present: restrictions, violations, a ban. */
    restrictions: jsonb('restrictions').notNull().default([]),
    health: jsonb('health'),
    templatesSyncedAt: instant('templates_synced_at'),
    /** From when its templates are read again. */
    templatesDueAt: instant('templates_due_at').notNull().default(sql`clock_timestamp()`),
    /** By name, what Meta last said of a thing and when: an older word that arrives later changes nothing. */
    marks: jsonb('marks').notNull().default({}),
    checkedAt: instant('checked_at'),
    /** When somebody last asked for a look at it out of turn. */
    checkAskedAt: instant('check_asked_at'),
    /** From when it may be looked at again. */
    dueAt: instant('due_at'),
    disconnectedAt: instant('disconnected_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('whatsapp_accounts_waba_unique').on(table.tenantId, table.mode, table.wabaId),
    index('whatsapp_accounts_waba_index').on(table.wabaId),
    index('whatsapp_accounts_due_index').on(table.dueAt).where(sql`due_at is not null`),
    index('whatsapp_accounts_templates_index')
      .on(table.templatesDueAt)
      .where(sql`mode = 'live' and disconnected_at is null`),
    index('whatsapp_accounts_leaving_index')
      .on(table.disconnectedAt)
      .where(sql`disconnected_at is not null and access_token_sealed is not null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** A WhatsApp number that a tenant sends from. */
export const senders = modeTable(
  'senders',
  {
    id: uuid('id').notNull(),
    accountId: uuid('account_id'),
    wabaId: text('waba_id').notNull(),
    phoneNumberId: text('phone_number_id').notNull(),
    phone: text('phone').notNull(),
    displayName: text('display_name').notNull(),
    /** The account's token, sealed for this row: a send reads no other. */
    accessTokenSealed: text('access_token_sealed'),
    /** `pending` is a number that is known and not registered yet. */
    status: text('status', { enum: ['pending', 'connected', 'disconnected'] }).notNull(),
    isPrimary: boolean('is_primary').notNull().default(false),
    /** In use in the WhatsApp Business app as well; such a number is never registered by us. */
    isCoexistence: boolean('is_coexistence').notNull().default(false),
    pinSealed: text('pin_sealed'),
    registeredAt: instant('registered_at'),
    /** Meta's own words, as it last said them; null where it has not. */
    numberStatus: text('number_status'),
    nameStatus: text('name_status'),
    requestedName: text('requested_name'),
    quality: text('quality', { enum: ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] }),
    throughput: text('throughput'),
    username: text('username'),
    health: jsonb('health'),
    checkedAt: instant('checked_at'),
    /** The last readiness that was told of, so that a change is told once. */
    readiness: jsonb('readiness'),
    /** As with the account's. */
    marks: jsonb('marks').notNull().default({}),
    /** What its people have still to be told by mail. */
    notices: jsonb('notices').notNull().default([]),
    connectedAt: instant('connected_at'),
    disconnectedAt: instant('disconnected_at'),
    disconnectReason: text('disconnect_reason'),
    /** Until then nothing is sent from it, after failures in a row. */
    pausedUntil: instant('paused_until'),
    failuresInRow: integer('failures_in_row').notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('senders_primary_unique').on(table.tenantId, table.mode).where(sql`is_primary`),
    uniqueIndex('senders_number_unique').on(table.tenantId, table.mode, table.phoneNumberId),
    index('senders_number_index').on(table.phoneNumberId),
    index('senders_account_index').on(table.tenantId, table.accountId),
    index('senders_notices_index').on(table.tenantId, table.id).where(sql`notices <> '[]'::jsonb`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.accountId],
      foreignColumns: [whatsappAccounts.tenantId, whatsappAccounts.id],
    }),
  ],
)

/**
 * Whose a number is, over all tenants: one number can be claimed once. A tenant sees its own claims alone; that
 * somebody else has a number shows in that it cannot be claimed.
 */
export const numberClaims = systemTable(
  'number_claims',
  {
    phoneNumberId: text('phone_number_id').primaryKey(),
    claimedBy: uuid('claimed_by').notNull().default(sql`current_setting('app.tenant_id')::uuid`),
    createdAt: createdAt(),
  },
  (table) => [
    pgPolicy('number_claims_tenant', { to: hawkTenant, using: isClaimant, withCheck: isClaimant }),
    index('number_claims_claimed_by_index').on(table.claimedBy),
    foreignKey({ columns: [table.claimedBy], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** One time that somebody connected a number, or tried to: a job whose steps can be seen, resumed and tried again. */
export const senderConnections = modeTable(
  'sender_connections',
  {
    id: uuid('id').notNull(),
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the single-use state that the dialog was opened with. */
    stateHash: text('state_hash').notNull(),
    stateUsedAt: instant('state_used_at'),
    status: text('status', {
      enum: ['open', 'running', 'waiting_on_meta', 'needs_you', 'done', 'failed', 'canceled', 'timed_out'],
    }).notNull(),
    /** What ended or halts it, by name: `finish_only_waba`, `code_expired`, `number_taken`. */
    outcome: text('outcome'),
    /** The event that the dialog sent, and at which step somebody left it. */
    event: text('event'),
    leftAtStep: text('left_at_step'),
    /** Each `{step, state, at, detail?, fbtrace_id?}`. */
    steps: jsonb('steps').notNull().default([]),
    wabaId: text('waba_id'),
    phoneNumberId: text('phone_number_id'),
    businessId: text('business_id'),
    isCoexistence: boolean('is_coexistence').notNull().default(false),
    /** Until the account holds it. */
    accessTokenSealed: text('access_token_sealed'),
    /** The two-step PIN that the number is registered with, kept before Meta hears of it. */
    pinSealed: text('pin_sealed'),
    /** What Meta has said of the token, the account and its numbers so far. */
    facts: jsonb('facts').notNull().default({}),
    accountId: uuid('account_id'),
    senderId: uuid('sender_id'),
    /** Counts the leases; whoever holds an older one records nothing any more. */
    attempts: integer('attempts').notNull().default(0),
    /** How often the present step has been tried in vain. */
    tries: integer('tries').notNull().default(0),
    /** From when any process may go on with it. While one does, the end of its lease. */
    dueAt: instant('due_at'),
    updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('sender_connections_state_unique').on(table.tenantId, table.stateHash),
    index('sender_connections_due_index').on(table.dueAt).where(sql`due_at is not null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** What Meta asked of us by a signed request: to forget a person, or that somebody took our app away. */
export const metaRequests = systemTable(
  'meta_requests',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: ['data_deletion', 'deauthorize'] }).notNull(),
    /** Alphanumeric; whoever has it may see how far the request has come. */
    confirmationCode: text('confirmation_code').notNull(),
    metaUserId: text('meta_user_id').notNull(),
    status: text('status', { enum: ['received', 'done'] }).notNull(),
    /** SHA-256 of the signed request: the same one twice is one. */
    requestHash: text('request_hash').notNull(),
    found: integer('found'),
    dueAt: instant('due_at'),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('meta_requests_code_unique').on(table.confirmationCode),
    uniqueIndex('meta_requests_hash_unique').on(table.requestHash),
    index('meta_requests_due_index').on(table.dueAt).where(sql`due_at is not null`),
  ],
)
