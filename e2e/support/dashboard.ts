import { openSession } from './session'
import type { Person } from './tenant'
import { exchange, type Reply } from './wire'

/** Calls the dashboard's doors as a page of somebody's who has just signed in. */
export async function actingAs(origin: string, person: Person, base: string) {
  const session = await openSession(origin, person)
  const headers = {
    origin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    ...session,
  }
  return (path: string, body: object = {}): Promise<Reply> =>
    exchange(origin, {
      method: 'POST',
      path: `/api/dashboard/${base}${path}`,
      headers,
      body: JSON.stringify(body),
    })
}
