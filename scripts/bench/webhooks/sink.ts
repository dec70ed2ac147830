// The receiver of webhooks: reads each request to its end and says yes, except under /hang, where it says nothing.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  if (request.url === '/hang') return request.resume()
  request.resume()
  request.on('end', () => response.end('ok'))
})
server.keepAliveTimeout = 120_000
server.listen(Number(process.env.PORT), '127.0.0.1')
