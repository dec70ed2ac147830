import type { ServerResponse } from 'node:http'

export type Reply =
  | { kind: 'sent'; status: number; headers: Record<string, string>; body: string | Buffer }
  /** The connection breaks without an answer. */
  | { kind: 'reset' }
  | { kind: 'stream'; attach(response: ServerResponse): void }

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    kind: 'sent',
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  }
}

export function refuse(status: number, error: string): Reply {
  return json(status, { error })
}

export function writeReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  if (reply.kind === 'stream') {
    reply.attach(response)
    return
  }
  if (response.destroyed) return
  const length = Buffer.byteLength(reply.body)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length }).end(reply.body)
}
