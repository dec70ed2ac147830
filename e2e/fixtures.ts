import { test as base } from '@playwright/test'
import postgres, { type Sql } from 'postgres'
import { closeDatabase } from '@/db/tenant'
import type { Role } from '@/lib/core/context'
import { type Api, makeApi } from './support/api'
import { type Mailbox, makeMailbox } from './support/mailbox'
import { makeSandbox, type Sandbox } from './support/sandbox'
import { addMember, newTenant, type Person, type Tenant } from './support/tenant'
import { findWorld, type World } from './support/world'

export { expect } from '@playwright/test'

type OfTest = { tenant: Tenant; stranger: Tenant; member: (role: Role) => Promise<Person> }
type OfWorker = {
  world: World
  owner: Sql
  sandbox: Sandbox
  mailbox: Mailbox
  api: Api
  pool: undefined
  resident: Tenant
}

export const test = base.extend<OfTest, OfWorker>({
  world: [async ({ playwright: _ }, use) => use(findWorld()), { scope: 'worker' }],

  /** The owner of the database, who sees every row. */
  owner: [
    async ({ world }, use) => {
      const sql = postgres(world.database_owner_url, { max: 2, onnotice: () => {} })
      await use(sql)
      await sql.end()
    },
    { scope: 'worker' },
  ],

  sandbox: [async ({ world }, use) => use(makeSandbox(world.sandbox_url)), { scope: 'worker' }],
  mailbox: [async ({ world }, use) => use(makeMailbox(world.mailbox_url)), { scope: 'worker' }],
  api: [async ({ world }, use) => use(makeApi(world.app_url)), { scope: 'worker' }],

  /** A tenant of this test's own. Rows are left behind; nobody else can see them. */
  tenant: async ({ pool: _, sandbox }, use) => use(await newTenant(sandbox)),
  /** Another tenant, for what must not be possible across the two. */
  stranger: async ({ pool: _, sandbox }, use) => use(await newTenant(sandbox)),
  /** A tenant that many tests share: for what is refused, and so changes nothing. */
  resident: [async ({ pool: _, sandbox }, use) => use(await newTenant(sandbox)), { scope: 'worker' }],
  /** Adds a colleague to the tenant. */
  member: async ({ tenant }, use) => use((role) => addMember(tenant.id, role)),

  /** The factories' own connections, which end with the worker. */
  pool: [
    async ({ world: _ }, use) => {
      await use(undefined)
      await closeDatabase()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ world }, use) => use(world.app_url),
})
