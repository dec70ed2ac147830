import { bigint, index, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, tenantTable } from '@/db/define'

/**
 * What was done, in a chain: each row's hash covers the one before. Rows are added, and never changed: the app's roles
 * have no right to, and `protect_tables` gives them none.
 */
export const auditEntries = tenantTable(
  'audit_entries',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    id: uuid('id').notNull(),
    action: text('action').notNull(),
    actorType: text('actor_type', { enum: ['api_key', 'user', 'operator', 'system'] }).notNull(),
    actorId: text('actor_id').notNull(),
    targetType: text('target_type').notNull(),
    targetId: text('target_id').notNull(),
    /** Live, test, or null for what belongs to neither. */
    entryMode: text('entry_mode', { enum: ['live', 'test'] }),
    before: jsonb('before'),
    after: jsonb('after'),
    requestId: uuid('request_id').notNull(),
    addressHash: text('address_hash').notNull(),
    /** Beside the chain, which covers its hash alone: a person's address may be erased. */
    address: text('address'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
    happenedAt: instant('happened_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.seq] }),
    unique('audit_entries_id_unique').on(table.tenantId, table.id),
    index('audit_entries_target_index').on(table.tenantId, table.targetId, table.seq),
    index('audit_entries_actor_index').on(table.tenantId, table.actorId, table.seq),
    index('audit_entries_action_index').on(table.tenantId, table.action, table.seq),
  ],
)

/** How far each chain has come. Whoever adds to it holds this row. */
export const auditHeads = tenantTable(
  'audit_heads',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
    /** How far it was signed and told outside. */
    anchoredSeq: bigint('anchored_seq', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
    /** The signed head itself, as it went outside: what has its signature was not made in the database. */
    anchor: text('anchor'),
    anchoredAt: instant('anchored_at'),
    /** How far the chain was read and found whole, and when. */
    verifiedSeq: bigint('verified_seq', { mode: 'number' }).notNull().default(0),
    verifiedAt: instant('verified_at'),
    /** Where the reading of the whole chain stands, and when it last came to its end. */
    sweptSeq: bigint('swept_seq', { mode: 'number' }).notNull().default(0),
    sweptAt: instant('swept_at'),
    /** Where it was found broken. */
    fault: jsonb('fault'),
  },
  (table) => [primaryKey({ columns: [table.tenantId] })],
)
