import { z } from 'zod'

/** What there is to say of a delivery's signature: that it holds, or the first thing that is wrong with it. */
export const signatureVerdicts = [
  'valid',
  'header_missing',
  'header_repeated',
  'timestamp_not_seconds',
  'timestamp_in_milliseconds',
  'timestamp_too_old',
  'timestamp_in_future',
  'signature_without_version',
  'signature_asymmetric',
  'signature_hex',
  'signature_base64url',
  'signature_wrong_length',
  'secret_missing',
  'secret_is_api_key',
  'secret_has_spaces',
  'secret_malformed',
  'secret_not_decoded',
  'secret_prefix_kept',
  'secret_is_another',
  'secret_is_retired',
  'signed_body_only',
  'signed_without_timestamp',
  'signed_without_id',
  'signed_in_other_order',
  'signed_without_dots',
  'signed_with_milliseconds',
  'wrong_hash',
  'body_reserialised',
  'body_line_end',
  'body_not_whole',
  'body_of_other_event',
  'other_mode',
  'no_match',
] as const
export type SignatureVerdict = (typeof signatureVerdicts)[number]

/** Of what is pasted; the body of no event comes near. */
const [headersLength, bodyLength] = [16_384, 262_144]

export const DebugSignatureInput = z.strictObject({
  body: z.string().max(bodyLength).describe('The raw body, as it arrived.'),
  headers: z
    .union([z.string().max(headersLength), z.record(z.string().max(256), z.string().max(headersLength))])
    .describe('As text, a header a line, or as names and values.'),
  secret: z
    .string()
    .max(1_024)
    .optional()
    .describe('What your code verifies with; without it, the secrets that sign now.'),
})

export const SignatureStep = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })
export type SignatureStep = z.infer<typeof SignatureStep>

export const SignatureExplanation = z.object({
  verdict: z.enum(signatureVerdicts),
  title: z.string(),
  detail: z.string(),
  /** What to do about it; empty where there is nothing to do. */
  fix: z.string(),
  /** What was looked at, in this order, up to what failed. */
  steps: z.array(SignatureStep),
})
export type SignatureExplanation = z.infer<typeof SignatureExplanation>
