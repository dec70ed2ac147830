import { foreignKey, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, systemTable } from '@/db/define'
import { users } from '@/db/tables/auth'

export const sessionEnds = [
  'signed_out',
  'ended_elsewhere',
  'password_changed',
  'token_reused',
  'removed_from_team',
] as const

/** A browser that is signed in, and the family of its refresh tokens. Its row is looked at with every request. */
export const sessions = systemTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    /** When this person last proved who they are, for what wants it fresh. */
    authenticatedAt: instant('authenticated_at').notNull(),
    /** When a second factor was last proven; null when none ever was. */
    secondFactorAt: instant('second_factor_at'),
    lastSeenAt: instant('last_seen_at').notNull(),
    /** No refresh token reaches beyond. */
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason', { enum: sessionEnds }),
    createdAt: createdAt(),
  },
  (table) => [
    index('sessions_user_index').on(table.userId, table.createdAt),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)

export const refreshTokens = systemTable(
  'refresh_tokens',
  {
    id: uuid('id').primaryKey(),
    sessionId: uuid('session_id').notNull(),
    /** The token that was turned in for this one. */
    parentId: uuid('parent_id'),
    tokenHash: text('token_hash').notNull(),
    usedAt: instant('used_at'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('refresh_tokens_hash_unique').on(table.tokenHash),
    index('refresh_tokens_session_index').on(table.sessionId),
    index('refresh_tokens_parent_index').on(table.parentId),
    foreignKey({ columns: [table.sessionId], foreignColumns: [sessions.id] }).onDelete('cascade'),
  ],
)

/** The browsers that a person has signed in from, known again by a cookie of theirs. */
export const devices = systemTable(
  'devices',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    lastSeenAt: instant('last_seen_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('devices_user_token_unique').on(table.userId, table.tokenHash),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)
