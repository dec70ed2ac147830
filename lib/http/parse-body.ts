import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import type { ApiRequest } from '@/lib/http/request'

const decoder = new TextDecoder('utf-8', { fatal: true })
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The body as JSON that is safe to look into: right type, size, encoding, depth, and no text Postgres cannot hold. */
export async function parseBody(
  request: Pick<ApiRequest, 'header' | 'body'>,
  limitBytes: number = policy.api.bodyLimitBytes,
): Promise<unknown> {
  requireJson(request)
  const bytes = await request.body(limitBytes)
  if (bytes === null) throw new AppError('body_too_large')
  const text = decodeUtf8(bytes)
  if (depthOf(text) > policy.api.depthLimit)
    throw new AppError('malformed_json', { detail: `At most ${policy.api.depthLimit} levels.` })
  const value = parse(text)
  if (!isPlainlyStorable(text)) requireStorable(value)
  return value
}

/** Throws `unsupported_media_type` for a form, or plain text, which any other site could send. */
export function requireJson(request: Pick<ApiRequest, 'header'>): void {
  if (!isJson(request.header('content-type'))) throw new AppError('unsupported_media_type')
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '')
}

export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new AppError('malformed_json', { detail: 'The body is not UTF-8.', cause })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('malformed_json', { cause })
  }
}

/** Counted on the text, before anything recursive looks at it. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') index = endOfString(text, index)
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}

/** Where the quote is that closes the one at `start`; the end of a text that lacks it. */
function endOfString(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1
  return index
}

/** Only an escape can put what is not storable into text that was UTF-8, and a short one holds few members. */
function isPlainlyStorable(text: string): boolean {
  return text.length <= policy.api.membersLimit && !text.includes('\\u')
}

export function requireStorable(value: unknown): void {
  let members = 0
  const visit = (item: unknown, path: string): void => {
    if (typeof item === 'string') requireStorableText(item, path)
    if (typeof item !== 'object' || item === null) return
    for (const [name, member] of Object.entries(item)) {
      if (++members > policy.api.membersLimit)
        throw new AppError('malformed_json', { detail: `At most ${policy.api.membersLimit} members.` })
      requireStorableText(name, path)
      visit(member, path ? `${path}.${name}` : name)
    }
  }
  visit(value, '')
}

function requireStorableText(text: string, path: string): void {
  if (!text.includes('\0') && !loneSurrogate.test(text)) return
  throw new AppError('validation_failed', {
    faults: [{ path, message: 'Holds a NUL or half of a surrogate pair.' }],
  })
}
