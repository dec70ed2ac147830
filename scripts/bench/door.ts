// The door that server.ts has on node:http, without Next beside it, and without what follows an answer: so what is
// measured is the way of a request up to its answer. With CANNED_REPLY it stops short of the database as well.
import { createServer } from 'node:http'
import { z } from 'zod'
import { endpoints } from '@/lib/http/endpoints'
import { serveNode } from '@/lib/http/node-adapter'
import { handle } from '@/lib/http/pipeline'

const canned = process.env.CANNED_REPLY
const reply = z.record(z.string(), z.unknown()).parse(JSON.parse(canned ?? '{}'))
const offered = canned ? endpoints.map((endpoint) => ({ ...endpoint, run: async () => reply })) : endpoints

const defer = () => {}
const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (incoming, response) => {
  if (incoming.url === '/ready') return response.end()
  return serveNode(incoming, response, (request) => handle(Object.assign(request, { defer }), offered))
})
server.listen(Number(process.env.PORT), '127.0.0.1')
