import { type Actor, type Ctx, type Mode, proveContext, type Role } from './context'
import { newUuid } from './ids'
import { scopes } from './scopes'

type Person = Extract<Actor, { type: 'user' }>
type Options = { tenantId: string; mode: Mode; actor?: Actor; defaultLocale?: string }

/**
 * A context for tests, proven by nothing. What is put off until after the answer waits for `answered`: a test that
 * never calls it has a process that died in between.
 */
export function testContext({ tenantId, mode, actor = apiKey(), defaultLocale = 'en_US' }: Options) {
  const deferred: (() => Promise<void>)[] = []
  const ctx: Ctx = proveContext({
    tenantId,
    mode,
    defaultLocale,
    actor,
    requestId: newUuid(),
    address: '192.0.2.1',
    defer: (work) => deferred.push(work),
  })
  return { ctx, answered: () => Promise.all(deferred.splice(0).map((work) => work())) }
}

function apiKey(): Actor {
  return { type: 'api_key', id: newUuid(), name: 'test', scopes, senderId: null }
}

/** Somebody who has just signed in. */
export function personActor(role: Role, { id = newUuid(), email = `${role}@example.test` } = {}): Person {
  const proof = { sessionId: newUuid(), authenticatedAt: new Date(), secondFactorAt: null }
  return { type: 'user', id, email, role, ...proof }
}
