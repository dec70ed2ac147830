import type { Sql } from 'postgres'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import type { Mode } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { eventBody } from '@/lib/webhooks/event-body'
import { signedHeaders } from '@/lib/webhooks/sign'
import type { Tenant } from './tenant'

export const knownSecret = `whsec_${Buffer.from('twenty-four bytes, known').toString('base64')}`

type Attempt = { code?: number; error?: string; milliseconds?: number; answer?: string }
type Told = {
  endpointId: string
  attempts: Attempt[]
  status?: 'pending' | 'delivered' | 'exhausted' | 'canceled'
  trigger?: 'event' | 'replay' | 'recovery' | 'test'
  type?: string
  subjectId?: string
  data?: object
  /** Milliseconds from now. */
  nextAttemptIn?: number
  /** How long ago it happened. */
  age?: number
}

/** A log of webhooks as the engine writes it, without anything being sent: each event has been fanned out already. */
export function webhookLog(owner: Sql, tenant: Pick<Tenant, 'id'>, mode: Mode) {
  const place = { tenantId: tenant.id, mode }
  let position = 0n

  async function endpoint(url: string, more: { enabled?: boolean; deletedAt?: Date } = {}) {
    const createdAt = new Date(Date.now() - 20 * 86_400_000)
    const { id } = await makeEndpoint({ ...place, url, createdAt, ...more })
    return { uuid: id, id: toTypeId('endpoint', id) }
  }

  async function event(more: { type?: string; subjectId?: string; data?: object; createdAt?: Date } = {}) {
    position += 1n
    await owner`insert into event_feeds (tenant_id, mode, position)
      values (${tenant.id}, ${mode}, ${String(position)})
      on conflict (tenant_id, mode) do update set position = excluded.position`
    return makeEvent({ ...place, position, createdAt: new Date(), ...more })
  }

  async function tell({ endpointId, attempts, status = 'delivered', ...told }: Told) {
    const createdAt = new Date(Date.now() - (told.age ?? 60_000))
    const { type = 'otp.verified', subjectId = 'otp_1', data = { object: 'otp', otp_id: subjectId } } = told
    const about = await event({ type, subjectId, data, createdAt })
    const last = attempts.at(-1)
    const delivery = await makeDelivery({
      ...place,
      endpointId,
      eventId: about.id,
      eventType: type,
      trigger: told.trigger ?? 'event',
      status,
      attempts: attempts.length,
      createdAt,
      nextAttemptAt: status === 'pending' ? new Date(Date.now() + (told.nextAttemptIn ?? 90_000)) : null,
      endedAt: status === 'pending' ? null : new Date(),
      lastAttemptAt: last ? new Date() : null,
      lastStatusCode: last?.code ?? null,
      lastError: last?.error ?? null,
      lastMilliseconds: last ? (last.milliseconds ?? 212) : null,
    })
    const body = eventBody({ ...about, createdAt })
    for (const [index, attempt] of attempts.entries()) {
      const startedAt = new Date(createdAt.getTime() + index * 30_000)
      const id = toTypeId('event', about.id)
      const timestamp = Math.floor(Date.now() / 1_000)
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'HawkSend/1',
        ...signedHeaders([knownSecret], { id, timestamp, body }),
      }
      const answered = attempt.code === undefined ? {} : { 'content-type': 'text/plain', server: 'nginx' }
      await owner`insert into webhook_attempts (tenant_id, mode, id, delivery_id, number, started_at,
          milliseconds, status_code, error, request_headers, response_headers, response_body)
        values (${tenant.id}, ${mode}, ${newUuid()}, ${delivery.id}, ${index + 1}, ${startedAt},
          ${attempt.milliseconds ?? 212}, ${attempt.code ?? null}, ${attempt.error ?? null},
          ${owner.json(headers)}, ${owner.json(answered)}, ${attempt.answer ?? ''})`
    }
    return {
      id: toTypeId('delivery', delivery.id),
      eventId: toTypeId('event', about.id),
      body,
    }
  }

  /** The mode's own secret from now on, which signed all of the above. */
  async function signWithKnownSecret(): Promise<void> {
    const id = newUuid()
    const where = { table: 'webhook_secrets', column: 'secret', tenantId: tenant.id, rowId: id }
    await owner`insert into webhook_secrets (tenant_id, mode, id, secret_sealed)
      values (${tenant.id}, ${mode}, ${id}, ${seal(where, knownSecret)})`
  }

  return { endpoint, event, tell, signWithKnownSecret }
}
