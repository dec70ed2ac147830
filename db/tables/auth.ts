import { text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, systemTable } from '@/db/define'

export const users = systemTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    emailVerifiedAt: instant('email_verified_at'),
    createdAt: createdAt(),
  },
  (table) => [unique('users_email_unique').on(table.email)],
)
