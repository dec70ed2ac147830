// Meta's `messages` call and nothing else: it answers at once, accepts everything and never reports back.
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

const Message = z.object({ to: z.string() })
let count = 0

createServer(async (request, response) => {
  if (request.method !== 'POST') return response.end()
  const { to } = Message.parse(await json(request))
  const answer = {
    messaging_product: 'whatsapp',
    contacts: [{ input: to, wa_id: to.replace('+', '') }],
    messages: [{ id: `wamid.bench.${++count}`, message_status: 'accepted' }],
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
  response.end(JSON.stringify(answer))
}).listen(Number(process.env.PORT), '127.0.0.1')
