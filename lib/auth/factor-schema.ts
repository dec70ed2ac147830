import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { policy } from '@/lib/core/policy'

const { totp, passkeyNameLength } = policy.secondFactor
const tidy = (text: string) => text.toUpperCase().replaceAll(/[\s-]/g, '')

/** Apps show it in two groups, and people type it so. */
export const TotpCode = z
  .string()
  .max(64)
  .transform(tidy)
  .pipe(z.string().regex(new RegExp(`^\\d{${totp.digits}}$`), `Enter the ${totp.digits} digits.`))

/** No letter or digit that looks like another, and 5 bits in each. */
export const recoveryAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const recoveryCodeLength = 12
export const RecoveryCode = z
  .string()
  .max(64)
  .transform(tidy)
  .pipe(
    z
      .string()
      .regex(
        new RegExp(`^[${recoveryAlphabet}]{${recoveryCodeLength}}$`),
        'Enter a whole recovery code, such as 7K3M-9QXA-PW4E.',
      ),
  )

const base64url = z
  .string()
  .max(16_384)
  .regex(/^[\w-]+$/)
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') }

/** What a browser answers with for a new passkey, as far as anything looks at it. */
export const NewPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(10).optional(),
  }),
})
export type NewPasskey = z.output<typeof NewPasskey>

/** What it answers with when it signs with one. */
export const PasskeyProof = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish().transform((handle) => handle ?? undefined),
  }),
})
export type PasskeyProof = z.output<typeof PasskeyProof>

export const factorMethods = ['totp', 'passkey', 'recovery'] as const
export type FactorMethod = (typeof factorMethods)[number]
export const FactorAnswer = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('totp'), code: TotpCode }),
  z.strictObject({ method: z.literal('recovery'), code: RecoveryCode }),
  z.strictObject({ method: z.literal('passkey'), response: PasskeyProof }),
])
export type FactorAnswer = z.output<typeof FactorAnswer>

/** Wrong: it is not right. Spent: it was right once. */
export type FactorResult = 'right' | 'wrong' | 'spent'

/** Over: the challenge has expired, was answered, or had too many wrong answers. It begins anew with the password. */
export const SecondFactorReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.enum(['wrong', 'spent', 'over']), attempts_left: z.int() }),
])
export type SecondFactorReply = z.infer<typeof SecondFactorReply>

/** Whoever has a second factor confirms with it; their password alone would be less than they signed in with. */
export const ConfirmInput = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('password'),
    password: z.string().min(1, 'Enter your password.').max(policy.passwords.maxLength),
  }),
  ...FactorAnswer.options,
])
export type ConfirmInput = z.output<typeof ConfirmInput>
export const ConfirmReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.enum(['wrong', 'spent', 'other_method']) }),
])
export type ConfirmReply = z.infer<typeof ConfirmReply>

const hasChallenge = (value: unknown) => z.looseObject({ challenge: z.string() }).safeParse(value).success
/** How a browser is asked to sign with a passkey, and to make one: in its own form, which it checks itself. */
export const PasskeyQuestion = z.custom<PublicKeyCredentialRequestOptionsJSON>(hasChallenge)
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>
export const NewPasskeyQuestion = z.custom<PublicKeyCredentialCreationOptionsJSON>(hasChallenge)
export const ConfirmOptions = z.object({
  methods: z.array(z.enum(['password', ...factorMethods])),
  passkey: PasskeyQuestion.nullable(),
})
export type ConfirmOptions = z.infer<typeof ConfirmOptions>

export const TotpSetUp = z.object({ setup: z.string(), secret: z.string(), qr_svg: z.string() })
export type TotpSetUp = z.infer<typeof TotpSetUp>
export const ConfirmTotpInput = z.strictObject({ setup: z.string().max(128), code: TotpCode })
export const ConfirmTotpReply = z.discriminatedUnion('ok', [
  /** The recovery codes where there were none before; they are seen this once. */
  z.object({ ok: z.literal(true), recovery_codes: z.array(z.string()).nullable() }),
  z.object({ ok: z.literal(false), reason: z.enum(['wrong', 'over']), attempts_left: z.int() }),
])
export type ConfirmTotpReply = z.infer<typeof ConfirmTotpReply>

export const AddPasskeyInput = z.strictObject({ response: NewPasskey })
export const PasskeyObject = z.object({
  object: z.literal('passkey'),
  id: z.string(),
  name: z.string(),
  last_used_at: z.string().nullable(),
  created_at: z.string(),
})
export type PasskeyObject = z.infer<typeof PasskeyObject>
export const AddedPasskey = z.object({
  passkey: PasskeyObject,
  recovery_codes: z.array(z.string()).nullable(),
})
export type AddedPasskey = z.infer<typeof AddedPasskey>
export const NamePasskeyInput = z.strictObject({
  id: z.string(),
  name: z
    .string()
    .trim()
    .min(1, 'Give the passkey a name.')
    .max(passkeyNameLength, `At most ${passkeyNameLength} characters.`),
})
export const RemovePasskeyInput = z.strictObject({ id: z.string() })

export const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

/** What a person has set up, as their screen shows it. */
export const SecondFactorState = z.object({
  totp: z.object({ confirmed_at: z.string() }).nullable(),
  passkeys: z.array(PasskeyObject),
  recovery_codes_left: z.int(),
})
export type SecondFactorState = z.infer<typeof SecondFactorState>
