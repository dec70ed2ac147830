import { createHmac } from 'node:crypto'
import { exchange, type Reply } from './wire'
import type { World } from './world'

type Status = { wamid: string; status: string; at?: Date; errors?: object[] }

export function sign(secret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** A delivery as Meta writes it, with what is not ASCII, and slashes, escaped: no other bytes have its signature. */
export function deliveryOf(statuses: Status[], note = 'Zoë / 🦅'): string {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550100001', phone_number_id: '1', note },
    statuses: statuses.map(({ wamid, status, at = new Date(), errors }) => ({
      id: wamid,
      status,
      timestamp: String(Math.floor(at.getTime() / 1_000)),
      recipient_id: '14155550100',
      ...(errors ? { errors } : {}),
    })),
  }
  const payload = {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  }
  return JSON.stringify(payload)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')
}

/** Posts a delivery; signed as Meta signs unless the test says otherwise. */
export function deliver(
  { app_url, meta_app_secret }: World,
  body: string | Uint8Array,
  headers: Record<string, string> = { 'x-hub-signature-256': sign(meta_app_secret, body) },
): Promise<Reply> {
  return exchange(app_url, {
    method: 'POST',
    path: '/api/hooks/meta',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}
