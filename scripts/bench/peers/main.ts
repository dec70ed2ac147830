// The peers: bare node:http, and as much work as the kind says. PEER names the kind, ANSWER what to say.
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { Answer } from '../answer'
import { check } from './check'
import { insertOne, insertTwo } from './insert'
import { sendLive } from './live'

const jobs: Record<string, (body: unknown) => unknown> = {
  parse: () => {},
  insert: insertOne,
  'insert-two': insertTwo,
  check,
  live: sendLive,
}

const kind = process.env.PEER ?? 'answer'
const job = jobs[kind]
const answer = Answer.parse(JSON.parse(process.env.ANSWER ?? ''))
const bytes = Buffer.from(answer.body)

createServer(async (request, response) => {
  if (request.method !== 'POST') return response.end()
  if (job) await job(await json(request))
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length })
  response.end(bytes)
  if (!request.complete) request.resume()
}).listen(Number(process.env.PORT), '127.0.0.1')
