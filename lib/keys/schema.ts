import { z } from 'zod'
import { parseAddressRange } from '@/lib/core/address-range'
import { modes } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { scopes } from '@/lib/core/scopes'

const { nameLength, allowedAddresses, rotationOverlapSeconds } = policy.keys

/** Addresses and CIDRs, one an entry, in the form in which they are kept. Empty entries count for nothing. */
const AllowedAddresses = z
  .array(z.string().trim())
  .default([])
  .transform((entries, context) => {
    const kept = new Set<string>()
    for (const [at, entry] of entries.entries()) {
      if (entry === '') continue
      const parsed = parseAddressRange(entry)
      if (parsed.ok) kept.add(parsed.range)
      else context.issues.push({ code: 'custom', path: [at], message: parsed.message, input: entry })
    }
    if (kept.size > allowedAddresses)
      context.issues.push({
        code: 'custom',
        message: `At most ${allowedAddresses} addresses and ranges.`,
        input: entries,
      })
    return [...kept]
  })

const access = {
  preset: z.enum(['full', 'send_only', 'read_only', 'custom']).default('full'),
  /** What a custom key may do. */
  scopes: z.array(z.enum(scopes)).default([]),
}
const Access = z.object(access)
type Access = z.output<typeof Access>

/** Also looked at when another field is at fault, so that all faults are told at once. */
const ofScopes = (message: string) => ({
  path: ['scopes'],
  message,
  when: ({ value }: { value: unknown }) => Access.safeParse(value).success,
})

export const CreateApiKeyInput = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Give the key a name.')
      .max(nameLength, `At most ${nameLength} characters.`),
    ...access,
    /** Null for a key that does not expire. */
    expires_at: z.iso.datetime('A time in UTC, like 2027-01-31T12:00:00Z.').nullable().default(null),
    allowed_addresses: AllowedAddresses,
    /** The only sender that the key may send from; null for any. */
    sender_id: z.string().nullable().default(null),
  })
  .refine(
    ({ preset, scopes }: Access) => preset !== 'custom' || scopes.length > 0,
    ofScopes('Choose at least one scope.'),
  )
  .refine(
    ({ preset, scopes }: Access) => preset === 'custom' || scopes.length === 0,
    ofScopes('Scopes are chosen for a custom key alone.'),
  )

export const RotateApiKeyInput = z.strictObject({
  /** For how long the old key goes on working; 0 ends it at once. */
  overlap_seconds: z.literal(rotationOverlapSeconds),
})

export const keyStates = ['active', 'rotating', 'expired', 'revoked'] as const
export type KeyState = (typeof keyStates)[number]

export const ApiKeyObject = z.object({
  object: z.literal('api_key'),
  id: z.string(),
  name: z.string(),
  mode: z.enum(modes),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(z.enum(scopes)),
  allowed_addresses: z.array(z.string()),
  sender_id: z.string().nullable(),
  /** Rotating: another key has taken its place, and it works until it expires. */
  state: z.enum(keyStates),
  expires_at: z.string().nullable(),
  last_used: z
    .object({ at: z.string(), address: z.string().nullable(), agent: z.string().nullable() })
    .nullable(),
  /** The key that this one has taken the place of. */
  rotated_from: z.string().nullable(),
  created_by: z.object({ id: z.string(), email: z.string().nullable() }).nullable(),
  revoked_at: z.string().nullable(),
  created_at: z.string(),
})
export type ApiKeyObject = z.infer<typeof ApiKeyObject>

/** The only answer that ever holds a whole key. */
export const CreatedApiKey = ApiKeyObject.extend({ key: z.string() })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
