import { boolean, foreignKey, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, systemTable } from '@/db/define'

export const users = systemTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    passwordChangedAt: instant('password_changed_at'),
    emailVerifiedAt: instant('email_verified_at'),
    /** Works for us: may open /ops. */
    isOperator: boolean('is_operator').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [unique('users_email_unique').on(table.email)],
)

/** A person who has given an address that is not proven yet. The user comes to be with the right code. */
export const signUps = systemTable(
  'sign_ups',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    address: text('address').notNull(),
    completedAt: instant('completed_at'),
    createdAt: createdAt(),
  },
  (table) => [index('sign_ups_created_index').on(table.createdAt)],
)

/**
 * The codes that prove an address; derived, never stored. An address that belongs to somebody already gets a row as
 * well, so that it counts and looks alike, but without a hash that any code could match.
 */
export const emailCodes = systemTable(
  'email_codes',
  {
    id: uuid('id').primaryKey(),
    signUpId: uuid('sign_up_id').notNull(),
    email: text('email').notNull(),
    address: text('address').notNull(),
    keyId: text('key_id').notNull(),
    nonce: bytea('nonce'),
    codeHash: text('code_hash'),
    attempts: integer('attempts').notNull().default(0),
    status: text('status', { enum: ['pending', 'used', 'superseded', 'failed'] })
      .notNull()
      .default('pending'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('email_codes_email_index').on(table.email, table.createdAt),
    index('email_codes_address_index').on(table.address, table.createdAt),
    index('email_codes_sign_up_index').on(table.signUpId),
    foreignKey({ columns: [table.signUpId], foreignColumns: [signUps.id] }).onDelete('cascade'),
  ],
)

export const passwordResets = systemTable(
  'password_resets',
  {
    id: uuid('id').primaryKey(),
    /** Null where nobody has the address that was asked for: it counts all the same. */
    userId: uuid('user_id'),
    emailHash: text('email_hash').notNull(),
    tokenHash: text('token_hash').notNull(),
    address: text('address').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('password_resets_token_unique').on(table.tokenHash),
    index('password_resets_user_index').on(table.userId),
    index('password_resets_email_index').on(table.emailHash, table.createdAt),
    index('password_resets_address_index').on(table.address, table.createdAt),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)

export const signInOutcomes = [
  'signed_in',
  'wrong_password',
  'unknown_address',
  'throttled',
  'second_factor_wanted',
  'second_factor_wrong',
] as const

/** Every try to sign in, for the throttles, the alerts, and the person's own history. The address is a keyed hash. */
export const signInAttempts = systemTable(
  'sign_in_attempts',
  {
    id: uuid('id').primaryKey(),
    emailHash: text('email_hash').notNull(),
    userId: uuid('user_id'),
    address: text('address').notNull(),
    /** The browser of theirs that it came from, where it was one that they had signed in with before. */
    deviceId: uuid('device_id'),
    userAgent: text('user_agent').notNull().default(''),
    outcome: text('outcome', { enum: signInOutcomes }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('sign_in_attempts_email_index').on(table.emailHash, table.createdAt),
    index('sign_in_attempts_address_index').on(table.address, table.createdAt),
    index('sign_in_attempts_user_index').on(table.userId, table.createdAt),
    index('sign_in_attempts_created_index').on(table.createdAt),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)
