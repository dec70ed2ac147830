import { randomBytes, randomInt } from 'node:crypto'
import { alerts } from '@/db/tables/alerts'
import { users } from '@/db/tables/auth'
import { contacts } from '@/db/tables/contacts'
import { apiKeys } from '@/db/tables/keys'
import { messages } from '@/db/tables/messages'
import { numberClaims, senders, whatsappAccounts } from '@/db/tables/senders'
import { templates } from '@/db/tables/templates'
import { memberships, tenants } from '@/db/tables/tenants'
import { asSystem, type SystemTx } from '@/db/tenant'
import { apiKeyRecord, generateApiKey } from '@/lib/core/api-key'
import type { Mode, Role } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { hashPassword } from '@/lib/core/password'
import type { Plan } from '@/lib/core/policy'
import { type Scope, scopePresets } from '@/lib/core/scopes'

/** Rows for tests and for the seed. Each test makes a tenant of its own; row-level security hides everyone else's. */
export async function makeTenant({
  name = 'Example',
  plan = 'scale',
  slug = `t-${newUuid().slice(-12)}`,
}: {
  name?: string
  plan?: Plan
  slug?: string
} = {}) {
  const tenant = { id: newUuid(), slug, name, plan }
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`
  const place = { table: 'tenants', column: 'webhook_secret', tenantId: tenant.id, rowId: tenant.id }
  const webhookSecretSealed = seal(place, webhookSecret)
  await asSystem((tx) => tx.insert(tenants).values({ ...tenant, webhookSecretSealed }))
  return { ...tenant, webhookSecret }
}

export async function makeUser({
  email,
  password,
  iterations,
}: {
  email: string
  password: string
  iterations?: number
}) {
  const passwordHash = await hashPassword(password, iterations ? { iterations } : {})
  const user = { id: newUuid(), email: email.toLowerCase(), passwordHash, emailVerifiedAt: new Date() }
  await asSystem((tx) => tx.insert(users).values(user))
  return user
}

export async function makeMembership(member: { tenantId: string; userId: string; role?: Role }) {
  await asSystem((tx) => tx.insert(memberships).values({ role: 'owner', ...member }))
}

type KeyOptions = {
  tenantId: string
  mode: Mode
  name?: string
  scopes?: readonly Scope[]
  createdBy?: string
  allowedAddresses?: string[]
  senderId?: string
  expiresAt?: Date
}

/** Returns the whole key beside its row's id. */
export async function makeApiKey({ mode, name = 'default', scopes, ...rest }: KeyOptions) {
  const key = generateApiKey(mode)
  const { hash, prefix, lastFour } = apiKeyRecord(key)
  const id = newUuid()
  await asSystem((tx) =>
    tx.insert(apiKeys).values({
      ...rest,
      id,
      mode,
      name,
      keyHash: hash,
      keyPrefix: prefix,
      lastFour,
      scopes: [...(scopes ?? scopePresets.full)],
    }),
  )
  return { id, key }
}

export async function makeAlert({
  tenantId,
  rule = 'audit_chain_break',
}: {
  tenantId: string
  rule?: string
}) {
  const alert = { tenantId, id: newUuid(), rule, severity: 'critical', subject: 'row 1' } as const
  await asSystem((tx) =>
    tx.insert(alerts).values({ ...alert, dedupeKey: `${rule} ${alert.id}`, lastSeenAt: new Date() }),
  )
  return alert
}

/** An outbound text unless it says otherwise. */
export async function makeMessage(
  message: Partial<typeof messages.$inferInsert> & { tenantId: string; mode: Mode },
) {
  const row = {
    id: newUuid(),
    direction: 'outbound',
    type: 'text',
    status: 'delivered',
    phone: '+12025550141',
    content: { body: 'Hello' },
    ...message,
  } as const
  await asSystem((tx) => tx.insert(messages).values(row))
  return row
}

export async function makeContact(
  contact: Partial<typeof contacts.$inferInsert> & { tenantId: string; mode: Mode },
) {
  const row = {
    id: newUuid(),
    phone: '+12025550141',
    canonicalPhone: '+12025550141',
    source: 'api',
    ...contact,
  } as const
  await asSystem((tx) => tx.insert(contacts).values(row))
  return row
}

type SenderOptions = {
  tenantId: string
  mode: Mode
  phone?: string
  displayName?: string
  accessToken?: string
  isPrimary?: boolean
}

/** A connected, primary sender with an approved authentication template in a few languages. */
export async function makeSender({
  tenantId,
  mode,
  phone = '+12025550100',
  displayName = 'Example',
  accessToken = `EAASANDBOX${newUuid().replaceAll('-', '')}`,
  isPrimary = true,
}: SenderOptions) {
  const id = newUuid()
  const account = await makeAccount({ tenantId, mode, accessToken })
  const { wabaId } = account
  const sender = {
    id,
    accountId: account.id,
    tenantId,
    mode,
    wabaId,
    phoneNumberId: digits(15),
    phone,
    displayName,
  }
  const place = { table: 'senders', column: 'access_token', tenantId, rowId: id }
  await asSystem(async (tx) => {
    await tx.insert(senders).values({
      ...sender,
      status: 'connected',
      isPrimary,
      numberStatus: 'CONNECTED',
      nameStatus: 'APPROVED',
      quality: 'GREEN',
      registeredAt: new Date(),
      connectedAt: new Date(),
      checkedAt: new Date(),
      accessTokenSealed: mode === 'live' ? seal(place, accessToken) : null,
    })
    await insertTemplates(tx, sender)
    const { phoneNumberId } = sender
    if (mode === 'live') await tx.insert(numberClaims).values({ phoneNumberId, claimedBy: tenantId })
  })
  return {
    ...sender,
    accessToken,
    templates: templateLanguages.map((language) => ({ ...template, language })),
  }
}

/** A WhatsApp Business Account that the tenant shares with us and that Meta has nothing against. */
export async function makeAccount({
  tenantId,
  mode,
  wabaId = digits(15),
  accessToken = `EAASANDBOX${newUuid().replaceAll('-', '')}`,
}: {
  tenantId: string
  mode: Mode
  wabaId?: string
  accessToken?: string
}) {
  const id = newUuid()
  const place = { table: 'whatsapp_accounts', column: 'access_token', tenantId, rowId: id }
  const account = { id, tenantId, mode, wabaId, businessId: digits(15), name: 'Example' }
  await asSystem((tx) =>
    tx.insert(whatsappAccounts).values({
      ...account,
      tokenStatus: mode === 'live' ? 'valid' : 'missing',
      accessTokenSealed: mode === 'live' ? seal(place, accessToken) : null,
      tokenScopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
      reviewStatus: 'APPROVED',
      verificationStatus: 'VERIFIED',
      messagingLimit: 'TIER_2K',
      subscribedAt: new Date(),
      checkedAt: new Date(),
    }),
  )
  return { ...account, accessToken }
}

const template = { name: 'otp_copy_code', category: 'AUTHENTICATION' } as const
const templateLanguages = ['en_US', 'es', 'pt_BR', 'fr', 'de', 'hi', 'id'] as const

async function insertTemplates(
  tx: SystemTx,
  { tenantId, mode, wabaId }: { tenantId: string; mode: Mode; wabaId: string },
) {
  const common = { ...template, tenantId, mode, wabaId, status: 'APPROVED' }
  await tx
    .insert(templates)
    .values(templateLanguages.map((language) => ({ ...common, id: newUuid(), language })))
}

function digits(length: number): string {
  return `9${Array.from({ length: length - 1 }, () => randomInt(10)).join('')}`
}
