import { bigint, boolean, foreignKey, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, systemTable } from '@/db/define'
import { users } from '@/db/tables/auth'

/** An authenticator app. One a person, and none that has not been confirmed with a code of it. */
export const totpSecrets = systemTable(
  'totp_secrets',
  {
    userId: uuid('user_id').primaryKey(),
    secretSealed: text('secret_sealed').notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
    /** The last time step whose code was taken: it and all before it are spent. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade')],
)

export const recoveryCodes = systemTable(
  'recovery_codes',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    keyId: text('key_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('recovery_codes_user_hash_unique').on(table.userId, table.codeHash),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)

export const passkeys = systemTable(
  'passkeys',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    credentialId: text('credential_id').notNull(),
    publicKey: bytea('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    isBackedUp: boolean('is_backed_up').notNull(),
    lastUsedAt: instant('last_used_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('passkeys_credential_unique').on(table.credentialId),
    index('passkeys_user_index').on(table.userId),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)

export const challengePurposes = ['sign_in', 'add_totp', 'add_passkey', 'confirm'] as const

/**
 * A question that waits for its answer: the second factor of somebody whose password was right, a passkey's
 * signature, or the first code of an authenticator app. Single use, and short-lived.
 */
export const challenges = systemTable(
  'challenges',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    purpose: text('purpose', { enum: challengePurposes }).notNull(),
    /** What the browser holds of it, hashed. */
    tokenHash: text('token_hash').notNull(),
    /** What a passkey has to sign. */
    webauthnChallenge: text('webauthn_challenge'),
    /** The secret of an authenticator app that is being set up. */
    secretSealed: text('secret_sealed'),
    attempts: integer('attempts').notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('challenges_token_unique').on(table.tokenHash),
    index('challenges_user_index').on(table.userId, table.createdAt),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)
