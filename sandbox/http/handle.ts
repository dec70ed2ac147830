import type { IncomingMessage, ServerResponse } from 'node:http'
import { isHook, receiveHook } from '../hooks/receive'
import { handleInspection } from '../inspect/routes'
import { handleGraph } from '../meta/graph'
import { attachments, serveAttachment } from '../meta/media'
import { handlePhone } from '../phone/serve'
import type { Sandbox } from '../sandbox'
import { type Call, readCall } from './call'
import { type Reply, refuse, writeReply } from './reply'

export async function handle(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse) {
  response.on('error', () => {})
  writeReply(response, await answer(sandbox, request))
}

async function answer(sandbox: Sandbox, request: IncomingMessage): Promise<Reply> {
  try {
    const call = await readCall(request)
    return call ? await route(sandbox, call) : refuse(413, 'The body is too large.')
  } catch (error) {
    if (request.destroyed && !request.complete) return { kind: 'reset' }
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_URL')
      return refuse(400, 'The URL cannot be read.')
    console.error(error)
    return refuse(500, 'The sandbox itself failed; its output says why.')
  }
}

async function route(sandbox: Sandbox, call: Call): Promise<Reply> {
  if (/^\/v\d+(\.\d+)?\//.test(call.path)) return handleGraph(sandbox, call)
  if (call.path === attachments) return serveAttachment(sandbox, call)
  if (call.path.startsWith('/_sandbox/')) return handleInspection(sandbox, call)
  if (isHook(call)) return receiveHook(sandbox, call)
  return handlePhone(sandbox, call)
}
