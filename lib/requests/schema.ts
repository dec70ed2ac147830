import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { errorTable } from '@/lib/core/errors'
import { fromTypeId, idPrefixes } from '@/lib/core/ids'
import { ListQuery, listOf } from '@/lib/core/lists'
import { policy } from '@/lib/core/policy'

/** An answer as it went out, and as whoever repeats the call gets it again. */
export type Answer = { status: number; body: string }

const printable = new RegExp(`^[\\x20-\\x7e]{1,${policy.api.idempotency.keyLength}}$`)

export function isIdempotencyKey(text: string): boolean {
  return printable.test(text)
}

export const requestMethods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const
export const statusClasses = ['2xx', '4xx', '5xx'] as const

/** A call of the public API, as the list has it. */
export const RequestObject = z.object({
  object: z.literal('request'),
  id: z.string(),
  mode: z.enum(modes),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  error_code: z.string().nullable(),
  duration_ms: z.number(),
  api_key_id: z.string().nullable(),
  address: z.string(),
  user_agent: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  is_replay: z.boolean(),
  created_at: z.string(),
})
export type RequestObject = z.infer<typeof RequestObject>

export const objectTypes = [
  'tenant',
  'user',
  'api_key',
  'sender',
  'template',
  'contact',
  'media',
  'message',
  'otp',
  'webhook_endpoint',
  'event',
  'delivery',
  'request',
  'incident',
] as const

/** With both bodies, their secrets redacted, and what it was about. */
export const RequestDetail = RequestObject.extend({
  request_body: z.unknown(),
  response_body: z.unknown(),
  objects: z.array(z.object({ id: z.string(), type: z.enum(objectTypes) })),
})
export type RequestDetail = z.infer<typeof RequestDetail>

const ofErrorTable = (text: string) => Object.hasOwn(errorTable, text)

export const ListRequestsQuery = ListQuery.extend({
  status: z
    .string()
    .regex(/^[1-5](xx|[0-9]{2})$/, 'Must be a status such as 422, or a class such as 4xx.')
    .optional()
    .describe('An exact status, or a class of them: 4xx.'),
  method: z.enum(requestMethods).optional(),
  path: z
    .string()
    .min(1)
    .max(policy.requestLog.cut.path)
    .startsWith('/', 'Must begin with a slash.')
    .optional()
    .describe('What the path begins with, with or without /api/v1.'),
  error_code: z.string().refine(ofErrorTable, 'There is no such error code.').optional(),
  api_key_id: z
    .string()
    .refine((text) => fromTypeId('key', text) !== null, 'Must be the id of an API key.')
    .optional(),
  object: z
    .string()
    .refine(isId, 'Must be an id such as otp_01….')
    .optional()
    .describe(
      'The id of an OTP or another object: the calls about it, and those that named it when it was made.',
    ),
  created_after: z.iso.datetime().optional(),
  created_before: z.iso.datetime().optional(),
})
export const RequestList = listOf(RequestObject)
export type RequestList = z.infer<typeof RequestList>

function isId(text: string): boolean {
  return idKinds.some((kind) => fromTypeId(kind, text) !== null)
}
const idKinds = Object.keys(idPrefixes).filter(isIdKind)

function isIdKind(text: string): text is keyof typeof idPrefixes {
  return Object.hasOwn(idPrefixes, text)
}
