import { jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, modeTable } from '@/db/define'

/** What was used, once for each message that Meta took. Partitioned by month on the message's own id. */
export const usageEntries = modeTable(
  'usage_entries',
  {
    /** The message's id. */
    id: uuid('id').notNull(),
    kind: text('kind', { enum: ['otp', 'message'] }).notNull(),
    senderId: uuid('sender_id'),
    apiKeyId: uuid('api_key_id'),
    country: text('country'),
    /** What Meta reports of its own price: `{model, type, category}`; null until it does. */
    pricing: jsonb('pricing'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
