import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { makeUser } from '@/db/factories'
import type { Person } from './tenant'

/** Somebody who works for us, and belongs to no workspace. */
export async function newOperator(owner: Sql): Promise<Person> {
  const email = `operator-${randomBytes(6).toString('hex')}@example.test`
  const password = randomBytes(12).toString('base64url')
  await makeUser({ email, password, iterations: 1_000 })
  await owner`update users set is_operator = true where email = ${email}`
  return { email, password }
}

/** As if they had proven a second factor just now. */
export async function proveSecondFactor(owner: Sql, { email }: Person): Promise<void> {
  await owner`
    update sessions set second_factor_at = now()
    where user_id = (select id from users where email = ${email})`
}
