import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { decodeUtf8, requireStorable } from '@/lib/http/parse-body'
import type { ApiRequest } from '@/lib/http/request'

/** The body as the fields of a form, each a text. One that is sent twice counts as it was sent last. */
export async function parseForm(request: Pick<ApiRequest, 'header' | 'body'>): Promise<unknown> {
  if (!isForm(request.header('content-type')))
    throw new AppError('unsupported_media_type', { detail: 'The body must be a form.' })
  const bytes = await request.body(policy.api.bodyLimitBytes)
  if (bytes === null) throw new AppError('body_too_large')
  const fields = Object.fromEntries(new URLSearchParams(decodeUtf8(bytes)))
  requireStorable(fields)
  return fields
}

function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '')
}
