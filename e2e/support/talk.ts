import { expect } from '@playwright/test'
import type { Sql } from 'postgres'
import { newUuid } from '@/lib/core/ids'
import type { Sandbox } from './sandbox'
import type { Tenant } from './tenant'

type World = { sandbox: Sandbox; owner: Sql; tenant: Tenant }

/** A person writes to the tenant's number from the sandbox's phone, and what they wrote is there. */
export async function personWrites(
  { sandbox, owner, tenant }: World,
  from: string,
  text: string,
  to = tenant.sender_phone,
): Promise<void> {
  const count = async () => {
    const [row] = await owner<{ count: number }[]>`
      select count(*)::int as count from messages
      where tenant_id = ${tenant.id} and phone = ${from} and direction = 'inbound'`
    return row?.count ?? 0
  }
  const expected = (await count()) + 1
  await sandbox.inbound({ from, to, name: 'Ana Lima', text })
  await expect.poll(count, { timeout: 10_000, intervals: [100, 200] }).toBe(expected)
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
