import { createHash } from 'node:crypto'
import { formOf, formType, type Part } from '@/lib/http/fixtures/form'
import { bytesOf } from '@/lib/media/fixtures/files'
import { exchange, type Reply } from './wire'

/** The self-hosted server's own door, and Next's, which serverless hosting has: only Next puts the dots away. */
export const doors = { node: '/api/v1', next: '/x/../api/v1' } as const
export type DoorName = keyof typeof doors

export function filePart(type: string, size?: number, more: Partial<Part> = {}): Part {
  return { name: 'file', value: bytesOf(type, size), fileName: 'file.bin', type, ...more }
}

export function makeMediaClient(origin: string, door: DoorName, key: string) {
  const send = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Buffer,
  ): Promise<Reply> =>
    exchange(origin, {
      method,
      path: `${doors[door]}${path}`,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-length': String(body.length) } : {}),
        ...headers,
      },
      body,
    })
  return {
    send,
    upload: (parts: Part[], headers: Record<string, string> = {}) =>
      send('POST', '/media', { 'content-type': formType, ...headers }, formOf(parts)),
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
