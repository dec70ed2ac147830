import { z } from 'zod'
import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { readBody } from './read-input'

const Secret = z.strictObject({
  secret: z
    .string()
    .trim()
    .regex(/^whsec_[A-Za-z0-9+/]{20,}={0,2}$/, 'must be a secret, whsec_…'),
})

export function listHooks({ hooks }: Sandbox): Reply {
  return json(200, { data: hooks.list(), knows_secrets: hooks.knowsSecrets })
}

export function putHookSecret({ hooks }: Sandbox, call: Call): Reply {
  hooks.addSecret(readBody(Secret, call).secret)
  return json(200, { ok: true })
}
