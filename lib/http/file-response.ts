import type { FileAnswer } from '@/lib/core/file-answer'
import { contentDisposition } from '@/lib/core/file-name'
import { toTypeId } from '@/lib/core/ids'
import type { ApiReply } from '@/lib/http/request'
import { streamOf } from '@/lib/http/stream-of'

/** A file as it comes. Whatever it is, a browser that opens it runs nothing of it, and guesses nothing about it. */
export function fileReply(requestId: string, { name, contentType, pieces, options }: FileAnswer): ApiReply {
  const { size, isInline = false } = options
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-disposition': contentDisposition(name, isInline),
      ...(size === undefined ? {} : { 'content-length': String(size) }),
      'cache-control': 'no-store',
      'request-id': toTypeId('request', requestId),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body: '',
    pieces,
  }
}

export function fileResponse(requestId: string, file: FileAnswer): Response {
  const { status, headers } = fileReply(requestId, file)
  return new Response(streamOf(file.pieces, headers['request-id']), { status, headers })
}
