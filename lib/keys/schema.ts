import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { scopes } from '@/lib/core/scopes'

export const CreateApiKeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Give the key a name.')
    .max(policy.keys.nameLength, `At most ${policy.keys.nameLength} characters.`),
  preset: z.enum(['full', 'send_only', 'read_only']).default('full'),
})

export const ApiKeyObject = z.object({
  object: z.literal('api_key'),
  id: z.string(),
  name: z.string(),
  mode: z.enum(modes),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(z.enum(scopes)),
  state: z.enum(['active', 'revoked']),
  created_by: z.string().nullable(),
  revoked_at: z.string().nullable(),
  created_at: z.string(),
})
export type ApiKeyObject = z.infer<typeof ApiKeyObject>

/** The only answer that ever holds a whole key. */
export const CreatedApiKey = ApiKeyObject.extend({ key: z.string() })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
