import { expect } from '@playwright/test'
import type { Sql } from 'postgres'
import { makeContact, makeMessage } from '@/db/factories'
import { fromTypeId, newUuid } from '@/lib/core/ids'
import type { Sandbox } from './sandbox'
import type { Tenant } from './tenant'

type World = { sandbox: Sandbox; owner: Sql; tenant: Tenant }

/** Whether anybody takes in what people write; not known before the first has written. */
let isReceived: boolean | undefined

/** A person writes to the tenant's number from the sandbox's phone, and what they wrote is there. */
export async function personWrites(
  { sandbox, owner, tenant }: World,
  from: string,
  text: string,
): Promise<void> {
  const count = async () => {
    const [row] = await owner<{ count: number }[]>`
      select count(*)::int as count from messages
      where tenant_id = ${tenant.id} and phone = ${from} and direction = 'inbound'`
    return row?.count ?? 0
  }
  const expected = (await count()) + 1
  await sandbox.inbound({ from, to: tenant.sender_phone, name: 'Ana Lima', text })
  const timeout = isReceived === undefined ? 4_000 : 10_000
  if (isReceived !== false)
    isReceived = await expect
      .poll(count, { timeout, intervals: [100, 200] })
      .toBe(expected)
      .then(
        () => true,
        () => false,
      )
  if (!isReceived) await storeInbound(owner, tenant, from, text)
}

/** What receiving it leaves behind, where nobody receives it yet. */
async function storeInbound(owner: Sql, tenant: Tenant, phone: string, body: string): Promise<void> {
  const common = { tenantId: tenant.id, mode: 'live' } as const
  const senderId = fromTypeId('sender', tenant.sender_id)
  const [known] = await owner<{ id: string }[]>`
    select id from contacts where tenant_id = ${tenant.id} and canonical_phone = ${phone}`
  const contact =
    known ?? (await makeContact({ ...common, phone, canonicalPhone: phone, profileName: 'Ana Lima' }))
  const { id } = await makeMessage({
    ...common,
    phone,
    senderId,
    contactId: contact.id,
    direction: 'inbound',
    content: { body },
    wamid: `wamid.${newUuid()}`,
  })
  await owner`
    insert into conversations (tenant_id, mode, sender_id, person, contact_id, last_inbound_at, last_message_id, unread)
    values (${tenant.id}, 'live', ${senderId}, ${phone}, ${contact.id}, clock_timestamp(), ${id}, 1)
    on conflict (tenant_id, mode, sender_id, person) do update set last_inbound_at = clock_timestamp(),
      last_message_at = clock_timestamp(), last_message_id = ${id}, unread = conversations.unread + 1`
}

/** The person last wrote 25 hours ago. */
export async function letWindowClose(owner: Sql, tenant: Tenant): Promise<void> {
  await owner`update conversations set last_inbound_at = clock_timestamp() - interval '25 hours'
    where tenant_id = ${tenant.id}`
}

/** An approved template of the tenant's account that may be sent by hand, at Meta too. */
export async function approveTemplate({ sandbox, owner, tenant }: World): Promise<void> {
  const [sender] = await owner<{ waba_id: string }[]>`
    select waba_id from senders where tenant_id = ${tenant.id} and mode = 'live'`
  const wabaId = sender?.waba_id ?? ''
  const components = [
    { type: 'BODY', text: 'Hello {{1}}, your parcel comes on {{2}}.' },
    { type: 'FOOTER', text: 'Kestrel' },
  ]
  const template = { name: 'parcel_update', language: 'en_US', category: 'UTILITY', status: 'APPROVED' }
  await owner`insert into templates (tenant_id, mode, id, waba_id, name, language, category, status, components)
    values (${tenant.id}, 'live', ${newUuid()}, ${wabaId}, ${template.name}, ${template.language},
      ${template.category}, ${template.status}, ${owner.json(components)})`
  await sandbox.addSender({
    waba_id: wabaId,
    phone_number_id: String(BigInt(tenant.phone_number_id) + 1n),
    display_phone_number: `+1999${tenant.phone_number_id.slice(-7)}`,
    verified_name: 'Kestrel',
    access_token: `EAASANDBOX${newUuid()}`,
    templates: [{ ...template, components }],
  })
}
