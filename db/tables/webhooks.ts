import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'
import { deliveryStatuses, deliveryTriggers, disabledReasons } from '@/lib/core/statuses'

/** What happened, written in the transaction in which it happened. Partitioned by month. */
export const events = modeTable(
  'events',
  {
    id: uuid('id').notNull(),
    type: text('type').notNull(),
    subjectId: text('subject_id').notNull(),
    data: jsonb('data').notNull(),
    /**
     * Its place in the order in which the mode's events became visible: given after the commit, at fan-out, one after
     * the other, so that who has read up to one place never finds anything new before it.
     */
    position: bigint('position', { mode: 'bigint' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('events_subject_index').on(table.tenantId, table.subjectId),
    index('events_unplaced_index').on(table.id).where(sql`position is null`),
    index('events_position_index').on(table.tenantId, table.mode, table.position),
    index('events_type_index').on(table.tenantId, table.mode, table.type, table.id),
    index('events_created_index').using('brin', table.createdAt).with({ autosummarize: 'on' }),
  ],
)

/** How many events of a mode have their place. One row a mode: whoever gives places holds it. */
export const eventFeeds = modeTable(
  'event_feeds',
  { position: bigint('position', { mode: 'bigint' }).notNull() },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** Where a tenant wants its events posted to. One that was deleted stays, so that what was delivered can be read. */
export const webhookEndpoints = modeTable(
  'webhook_endpoints',
  {
    id: uuid('id').notNull(),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    /** Null is every event, also those that come to be later. */
    eventTypes: text('event_types').array(),
    /** At most so many deliveries a second; null is as fast as it takes them. */
    ratePerSecond: integer('rate_per_second'),
    /** What else is sent along: a JSON object of names and values, which may be secrets. */
    headersSealed: text('headers_sealed'),
    headerNames: text('header_names').array().notNull().default([]),
    enabled: boolean('enabled').notNull().default(true),
    disabledAt: instant('disabled_at'),
    disabledReason: text('disabled_reason', { enum: disabledReasons }),
    deletedAt: instant('deleted_at'),
    updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('webhook_endpoints_stopped_index').on(table.id).where(sql`not enabled or deleted_at is not null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/**
 * What changes with every delivery to an endpoint: when something is due for it, how much it may take at once, how it
 * has been answering. Whoever adds to its queue, takes from it or settles holds this row first, so that nothing due
 * is ever overlooked.
 */
export const webhookLanes = modeTable(
  'webhook_lanes',
  {
    endpointId: uuid('endpoint_id').notNull(),
    /** When the next delivery is due, or was when it was last looked at; null is none. */
    nextDueAt: instant('next_due_at'),
    /** When its rate allows the next one. */
    freeAt: instant('free_at'),
    /** How many may be under way at once: grows while it answers, shrinks while it does not. */
    width: integer('width').notNull(),
    /** Since when nothing but failures: of what it was sent by itself, never of what somebody replayed. */
    failingSince: instant('failing_since'),
    lastFailedAt: instant('last_failed_at'),
    lastSucceededAt: instant('last_succeeded_at'),
    /** It answered 410. */
    goneAt: instant('gone_at'),
    /** When a delivery was last given up that nobody has been told of yet, and how many were. */
    exhaustedAt: instant('exhausted_at'),
    exhausted: integer('exhausted').notNull().default(0),
    /** Which mails about the present streak of failures have gone: 1 after an hour, 2 after a day. */
    warned: integer('warned').notNull().default(0),
    /** When its people were last told of a delivery that was given up. */
    toldAt: instant('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.endpointId] }),
    index('webhook_lanes_due_index').on(table.nextDueAt).where(sql`next_due_at is not null`),
    index('webhook_lanes_troubled_index')
      .on(table.endpointId)
      .where(sql`exhausted_at is not null or gone_at is not null or failing_since is not null`),
    foreignKey({
      columns: [table.tenantId, table.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }).onDelete('cascade'),
  ],
)

/** One event for one endpoint, and what became of it. Partitioned by month. */
export const webhookDeliveries = modeTable(
  'webhook_deliveries',
  {
    id: uuid('id').notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    eventId: uuid('event_id').notNull(),
    eventType: text('event_type').notNull(),
    trigger: text('trigger', { enum: deliveryTriggers }).notNull().default('event'),
    /** The delivery that it repeats, and the recovery that it is part of. */
    replayOf: uuid('replay_of'),
    recoveryId: uuid('recovery_id'),
    status: text('status', { enum: deliveryStatuses }).notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    /** Null once it is final. */
    nextAttemptAt: instant('next_attempt_at'),
    lastAttemptAt: instant('last_attempt_at'),
    lastStatusCode: integer('last_status_code'),
    lastError: text('last_error'),
    lastMilliseconds: integer('last_milliseconds'),
    endedAt: instant('ended_at'),
    /**
     * How it ended when it did not arrive, made by the database. An index that named the status would have every
     * update of it write all indexes of the row anew; this stays as it is, null, when a delivery succeeds.
     */
    undelivered: text('undelivered', { enum: ['exhausted', 'canceled'] }).generatedAlwaysAs(
      sql`case when status in ('exhausted', 'canceled') then status end`,
    ),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('webhook_deliveries_endpoint_index').on(table.tenantId, table.endpointId, table.id),
    index('webhook_deliveries_event_index').on(table.tenantId, table.eventId),
    index('webhook_deliveries_type_index').on(table.tenantId, table.endpointId, table.eventType, table.id),
    index('webhook_deliveries_undelivered_index')
      .on(table.tenantId, table.endpointId, table.undelivered, table.id)
      .where(sql`undelivered is not null`),
    index('webhook_deliveries_trigger_index')
      .on(table.tenantId, table.endpointId, table.trigger, table.id)
      .where(sql`trigger <> 'event'`),
    index('webhook_deliveries_recovery_index')
      .on(table.tenantId, table.recoveryId, table.id)
      .where(sql`recovery_id is not null`),
    index('webhook_deliveries_unrecovered_index')
      .on(table.tenantId, table.recoveryId)
      .where(sql`recovery_id is not null and undelivered is not null`),
    index('webhook_deliveries_lost_index').on(table.id).where(sql`undelivered = 'exhausted'`),
    index('webhook_deliveries_created_index').using('brin', table.createdAt).with({ autosummarize: 'on' }),
  ],
)

/** What is still to be delivered, and nothing else: small, whatever the log has grown to. */
export const webhookQueue = modeTable(
  'webhook_queue',
  {
    deliveryId: uuid('delivery_id').notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    eventId: uuid('event_id').notNull(),
    trigger: text('trigger', { enum: deliveryTriggers }).notNull(),
    /** Counted when it is taken up, before anything is sent: who comes back late finds another number here. */
    attempts: integer('attempts').notNull().default(0),
    /** While it is leased, the end of the lease. */
    dueAt: instant('due_at').notNull(),
    leased: boolean('leased').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.deliveryId] }),
    index('webhook_queue_lane_index').on(table.endpointId, table.dueAt),
    index('webhook_queue_leased_index').on(table.endpointId).where(sql`leased`),
    index('webhook_queue_recovery_index').on(table.endpointId).where(sql`trigger = 'recovery'`),
  ],
)

/** One request to an endpoint and its answer. Partitioned by month. */
export const webhookAttempts = modeTable(
  'webhook_attempts',
  {
    id: uuid('id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull(),
    milliseconds: integer('milliseconds').notNull(),
    /** Null when there was no answer; then `error` says why. */
    statusCode: integer('status_code'),
    error: text('error'),
    /** Without the values of the endpoint's own headers. */
    requestHeaders: jsonb('request_headers').notNull().default({}),
    responseHeaders: jsonb('response_headers').notNull().default({}),
    responseBody: text('response_body').notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('webhook_attempts_delivery_index').on(table.tenantId, table.deliveryId),
    index('webhook_attempts_created_index').using('brin', table.createdAt).with({ autosummarize: 'on' }),
  ],
)

/**
 * The secrets of a mode since its first rotation, the newest first to sign; before there was one, the tenant's own
 * signs. What was replaced signs along for a while.
 */
export const webhookSecrets = modeTable(
  'webhook_secrets',
  {
    id: uuid('id').notNull(),
    secretSealed: text('secret_sealed').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
