import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, integer, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, modeTable } from '@/db/define'
import { webhookEndpoints } from '@/db/tables/webhooks'
import { recoveryStatuses } from '@/lib/core/statuses'

/** Everything since a time that an endpoint did not get, sent to it again, a little at a time. */
export const webhookRecoveries = modeTable(
  'webhook_recoveries',
  {
    id: uuid('id').notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    since: instant('since').notNull(),
    /** Later events are not part of it. */
    until: instant('until').notNull(),
    status: text('status', { enum: recoveryStatuses }).notNull().default('running'),
    total: integer('total').notNull(),
    queued: integer('queued').notNull().default(0),
    /** The place of the last event that was looked at, and of the last that is part of it. */
    position: bigint('position', { mode: 'bigint' }).notNull(),
    lastPosition: bigint('last_position', { mode: 'bigint' }).notNull(),
    /** When a process may go on with it. */
    dueAt: instant('due_at'),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('webhook_recoveries_due_index').on(table.dueAt).where(sql`due_at is not null`),
    uniqueIndex('webhook_recoveries_running_unique')
      .on(table.tenantId, table.endpointId)
      .where(sql`status = 'running'`),
    foreignKey({
      columns: [table.tenantId, table.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }).onDelete('cascade'),
  ],
)
