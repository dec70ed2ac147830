import { describe, expect, test } from 'vitest'
import { makeContact, makeMessage, makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { type TenantTx, withTenant } from '@/db/tenant'
import { changeNumber } from '@/lib/contacts/change-number'
import { findSuppression } from '@/lib/contacts/find-suppression'
import { notePerson } from '@/lib/contacts/note-person'
import { optIn, optOut } from '@/lib/contacts/opt-out'
import type { SeenPerson } from '@/lib/contacts/schema'
import { canonicalPhone } from '@/lib/core/phone'

const phone = '+5215512345678'
const bsuid = 'MX.13491208655302741918'
const at = new Date('2026-11-24T09:30:00Z')
const seen = (person: Partial<SeenPerson>): SeenPerson => ({
  phone: null,
  bsuid: null,
  username: null,
  profileName: null,
  at,
  ...person,
})

async function world() {
  const { id: tenantId } = await makeTenant()
  const scope = { tenantId, mode: 'live' } as const
  return {
    ...scope,
    scope,
    note: (person: Partial<SeenPerson>) => withTenant(scope, (tx) => notePerson(tx, seen(person))),
    within: <T>(run: (tx: TenantTx) => Promise<T>) => withTenant(scope, run),
    contacts: () => owner`select * from contacts where tenant_id = ${tenantId} order by id`,
    contact: (values: Parameters<typeof makeContact>[0] | object) =>
      makeContact({ ...scope, phone, canonicalPhone: canonicalPhone(phone), ...values }),
  }
}

describe('one person is one contact', () => {
  test('whoever writes becomes a contact, once, with what they call themselves', async () => {
    const { note, contacts } = await world()
    const first = await note({ phone, bsuid, username: 'ana', profileName: 'Ana' })
    const again = await note({
      phone: canonicalPhone(phone),
      bsuid,
      profileName: 'Ana K',
      at: new Date(+at + 1),
    })
    expect(again).toBe(first)
    expect(await contacts()).toMatchObject([
      {
        id: first,
        phone,
        canonical_phone: '+525512345678',
        bsuid,
        username: 'ana',
        profile_name: 'Ana K',
        source: 'inbound',
      },
    ])
  })

  test('older news changes nothing of what newer has told', async () => {
    const { note, contacts } = await world()
    await note({ phone, profileName: 'New' })
    await note({ phone, profileName: 'Old', at: new Date(+at - 1) })
    expect(await contacts()).toMatchObject([{ profile_name: 'New', last_inbound_at: at }])
  })

  test('twenty deliveries at once make one, by number, by user id and by both', async () => {
    const { note, contacts } = await world()
    const people = [{ phone }, { bsuid }, { phone, bsuid }, { phone: canonicalPhone(phone), bsuid }]
    await Promise.all(Array.from({ length: 20 }, (_, n) => note(people[n % people.length] ?? {})))
    const id = await note({ phone, bsuid })
    expect(await contacts()).toMatchObject([{ id, bsuid, canonical_phone: '+525512345678' }])
  })

  test('the older of two that turn out to be one stays, with what both knew', async () => {
    const { tenantId, note, contacts, contact, scope } = await world()
    const { id: senderId } = await makeSender(scope)
    const older = await contact({
      phone: null,
      canonicalPhone: null,
      bsuid,
      tags: ['vip', 'new'],
      attributes: { city: 'Oaxaca', level: 1 },
    })
    const younger = await contact({
      name: 'Ana',
      tags: ['vip', 'crm'],
      attributes: { city: 'Puebla', age: 30 },
    })
    const message = await makeMessage({ ...scope, phone, contactId: younger.id })
    await owner`insert into conversations (tenant_id, mode, sender_id, person, contact_id, last_inbound_at, unread)
      values (${tenantId}, 'live', ${senderId}, ${bsuid}, ${older.id}, ${at}, 2),
        (${tenantId}, 'live', ${senderId}, '+525512345678', ${younger.id}, ${new Date(+at - 60_000)}, 1)`

    expect(await note({ phone, bsuid })).toBe(older.id)
    expect(await contacts()).toMatchObject([
      {
        id: older.id,
        phone,
        bsuid,
        name: 'Ana',
        tags: ['vip', 'new', 'crm'],
        attributes: { city: 'Oaxaca', level: 1, age: 30 },
      },
    ])
    expect(await owner`select contact_id from messages where id = ${message.id}`).toMatchObject([
      { contact_id: older.id },
    ])
    expect(await owner`select * from conversations where tenant_id = ${tenantId}`).toMatchObject([
      { person: '+525512345678', contact_id: older.id, last_inbound_at: at, unread: 3 },
    ])
  })

  test('two numbers are two people: the user id goes to the one that it was last seen with', async () => {
    const { note, contacts, contact } = await world()
    const other = await contact({ phone: '+14155550100', canonicalPhone: '+14155550100', bsuid })
    const known = await contact({})
    expect(await note({ phone, bsuid })).toBe(known.id)
    expect(await contacts()).toMatchObject([
      { id: other.id, bsuid: null },
      { id: known.id, bsuid },
    ])
  })

  test('another tenant, and the other mode, know nothing of it', async () => {
    const [one, two] = [await world(), await world()]
    const test = { tenantId: one.tenantId, mode: 'test' } as const
    const ids = [
      await one.note({ phone }),
      await two.note({ phone }),
      await withTenant(test, (tx) => notePerson(tx, seen({ phone }))),
    ]
    expect(new Set(ids).size).toBe(3)
  })
})

describe('a new number', () => {
  const to = '+34611222333'

  test('goes to the contact of the old one, and an opt-out goes along', async () => {
    const { within, contacts, contact } = await world()
    const { id } = await contact({ bsuid, createdAt: new Date(+at - 1) })
    await within((tx) => optOut(tx, { phone, bsuid: null }, { scope: 'all', reason: 'stop' }))
    const change = { from: phone, to, bsuid: 'ES.99', at }
    expect(await within((tx) => changeNumber(tx, change))).toBe(id)
    expect(await contacts()).toMatchObject([{ id, phone: to, canonical_phone: to, bsuid: 'ES.99' }])
    for (const number of [phone, to])
      expect(
        await within((tx) => findSuppression(tx, { phone: number, bsuid: null }, 'other')),
      ).toMatchObject({
        scope: 'all',
        reason: 'stop',
      })
    expect(await within((tx) => changeNumber(tx, change))).toBeNull()
  })

  test('joins whom that number, and its user id, are known by already', async () => {
    const { within, contacts, contact } = await world()
    const old = await contact({ name: 'Ana', createdAt: new Date(+at - 1) })
    await contact({ phone: to, canonicalPhone: to, email: 'ana@example.test' })
    await contact({ phone: null, canonicalPhone: null, bsuid: 'ES.99', username: 'ana' })
    expect(await within((tx) => changeNumber(tx, { from: phone, to, bsuid: 'ES.99', at }))).toBe(old.id)
    expect(await contacts()).toMatchObject([
      { id: old.id, phone: to, bsuid: 'ES.99', name: 'Ana', email: 'ana@example.test', username: 'ana' },
    ])
  })

  test('is no matter of whoever got the old number since', async () => {
    const { within, contacts, contact } = await world()
    const { id } = await contact({ lastInboundAt: new Date('2026-11-26T09:30:00Z') })
    expect(await within((tx) => changeNumber(tx, { from: phone, to, bsuid: null, at }))).toBeNull()
    expect(await contacts()).toMatchObject([{ id, phone }])
  })
})

describe('who has opted out', () => {
  const stop = { scope: 'all', reason: 'stop', note: 'STOP' } as const

  test('is found by every form of the number, by the user id, and by either when a contact knows both', async () => {
    const { within, contact } = await world()
    await contact({ bsuid })
    await within((tx) => optOut(tx, { phone: null, bsuid }, stop))
    for (const person of [
      { phone, bsuid: null },
      { phone: '+525512345678', bsuid: null },
      { phone: null, bsuid },
      { phone, bsuid },
    ])
      expect(await within((tx) => findSuppression(tx, person, 'other'))).toMatchObject({ scope: 'all' })
    const nobody = { phone: '+14155550100', bsuid: null }
    expect(await within((tx) => findSuppression(tx, nobody, 'other'))).toBeNull()
  })

  test('stays found once the contact is gone', async () => {
    const { within, contact, tenantId } = await world()
    await contact({ bsuid })
    await within((tx) => optOut(tx, { phone, bsuid: null }, stop))
    await owner`delete from contacts where tenant_id = ${tenantId}`
    for (const person of [
      { phone, bsuid: null },
      { phone: null, bsuid },
    ])
      expect(await within((tx) => findSuppression(tx, person, 'other'))).not.toBeNull()
  })

  test('by user id is found by number as soon as a message carries both', async () => {
    const { within, note } = await world()
    await note({ bsuid })
    await within((tx) => optOut(tx, { phone: null, bsuid }, stop))
    await note({ phone, bsuid })
    expect(await within((tx) => findSuppression(tx, { phone, bsuid: null }, 'other'))).toMatchObject(stop)
  })

  test('of marketing is not held back from the rest', async () => {
    const { within } = await world()
    const person = { phone, bsuid: null }
    await within((tx) => optOut(tx, person, { scope: 'marketing', reason: 'whatsapp' }))
    expect(await within((tx) => findSuppression(tx, person, 'marketing'))).toMatchObject({
      scope: 'marketing',
    })
    expect(await within((tx) => findSuppression(tx, person, 'other'))).toBeNull()
  })

  test('is told of once, with the contact as it is then; who is none, with the suppression', async () => {
    const { within, contact, tenantId } = await world()
    const person = { phone, bsuid: null }
    expect(await within((tx) => optOut(tx, person, stop))).toBe(true)
    expect(await within((tx) => optOut(tx, person, stop))).toBe(false)
    await contact({})
    expect(await within((tx) => optIn(tx, person, 'all'))).toBe(true)
    expect(await within((tx) => optIn(tx, person, 'all'))).toBe(false)
    await within((tx) => optOut(tx, person, stop))
    const told = await owner`select type, data from events where tenant_id = ${tenantId} order by id`
    expect(told).toMatchObject([
      { type: 'contact.opted_out', data: { object: 'suppression', phone, scope: 'all', note: 'STOP' } },
      { type: 'contact.opted_in', data: { object: 'contact', phone, opted_out: false } },
      { type: 'contact.opted_out', data: { object: 'contact', opted_out: true, opt_outs: [stop] } },
    ])
  })

  test('twenty stops at once are one', async () => {
    const { within, tenantId } = await world()
    const person = { phone, bsuid: null }
    const stops = Array.from({ length: 20 }, () => within((tx) => optOut(tx, person, stop)))
    expect((await Promise.all(stops)).filter(Boolean)).toHaveLength(1)
    expect(await owner`select 1 from events where tenant_id = ${tenantId}`).toHaveLength(1)
  })
})
