import { fromString, fromUUID, getSuffix, toUUID, typeidUnboxed } from 'typeid-js'
import { v7 } from 'uuid'

export const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  key: 'key',
  sender: 'snd',
  template: 'tpl',
  contact: 'con',
  media: 'med',
  message: 'msg',
  otp: 'otp',
  guardBlock: 'blk',
  endpoint: 'whe',
  event: 'evt',
  delivery: 'dlv',
  request: 'req',
  incident: 'inc',
  session: 'ses',
  invitation: 'inv',
  passkey: 'pky',
  auditEntry: 'aud',
  alert: 'alt',
  account: 'waa',
  connection: 'cnx',
  contactImport: 'imp',
  recovery: 'rcv',
} as const
export type IdKind = keyof typeof idPrefixes

/** A new UUIDv7: sorts by time, and names the partition that its row belongs to. */
export function newUuid(): string {
  return v7()
}

/** The smallest UUIDv7 of an instant: where the ids of that time begin. */
export function uuidFloor(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

export function newTypeId(kind: IdKind): string {
  return typeidUnboxed(idPrefixes[kind])
}

export function toTypeId(kind: IdKind, uuid: string): string {
  return fromUUID(uuid, idPrefixes[kind])
}

/** The UUID inside a TypeID of this kind, or null when the text is not one in its canonical form. */
export function fromTypeId(kind: IdKind, text: string): string | null {
  const prefix = idPrefixes[kind]
  if (!text.startsWith(`${prefix}_`) || text.length !== prefix.length + 27) return null
  try {
    const id = fromString(text, prefix)
    const uuid = toUUID(id)
    return getSuffix(fromUUID(uuid, prefix)) === getSuffix(id) ? uuid : null
  } catch {
    return null
  }
}

/** Where what belongs to no tenant is kept among what does: an operator's acts, alerts about the house itself. */
export const platformId = '00000000-0000-0000-0000-000000000000'
