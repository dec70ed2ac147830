import { connect } from 'node:net'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'

/** The calls of clients in the field, byte for byte as they put them on the wire; only key, number and code differ. */
const recorded = {
  'Python requests': [
    'POST {path} HTTP/1.1',
    'Host: {host}',
    'User-Agent: python-requests/2.31.0',
    'Accept-Encoding: gzip, deflate',
    'Accept: */*',
    'Connection: close',
    'Authorization: Bearer {key}',
    'Content-Length: {length}',
    'Content-Type: application/json',
  ],
  'PHP curl': [
    'POST {path} HTTP/1.1',
    'Host: {host}',
    'Accept: */*',
    'Connection: close',
    'authorization: Bearer {key}',
    'Content-Type: application/json; charset=utf-8',
    'Content-Length: {length}',
  ],
  axios: [
    'POST {path} HTTP/1.1',
    'Accept: application/json, text/plain, */*',
    'Content-Type: application/json',
    'Authorization: Bearer {key}',
    'User-Agent: axios/1.6.2',
    'Content-Length: {length}',
    'Accept-Encoding: gzip, compress, deflate, br',
    'Host: {host}',
    'Connection: close',
  ],
} satisfies Record<string, string[]>

/** What the whole exchange looked like from the client's side. */
function play(origin: string, head: string[], path: string, key: string, body: string) {
  const { host, port } = new URL(origin)
  const length = String(Buffer.byteLength(body))
  const values: Record<string, string> = { path, host, key, length }
  const text = `${head.join('\r\n')}\r\n\r\n`.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? '',
  )
  return new Promise<{ status: number; head: string; json: unknown }>((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text + body))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('end', () => {
      const [answer = '', json = ''] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n')
      resolve({ status: Number(answer.split(' ')[1]), head: answer, json: JSON.parse(json) })
    })
  })
}

for (const [client, head] of Object.entries(recorded)) {
  test(`what ${client} has always sent still sends and verifies`, async ({ world, tenant, sandbox }) => {
    const to = randomPhone()
    const send = { to, code_length: 6, expiry: 300, waba_id: tenant.sender_id }
    const sent = await play(
      world.app_url,
      head,
      '/api/v1/otp/send/',
      tenant.live_key,
      // Python writes a space after each colon and comma.
      JSON.stringify(send, null, 1).replaceAll(/\n\s*/g, ' '),
    )
    expect(sent.status).toBe(202)
    expect(sent.json).toMatchObject({
      otp_id: expect.any(String),
      to,
      expires_at: expect.any(String),
      status: 'pending',
    })
    const code = await sandbox.code(to)
    const body = JSON.stringify({ to, code })
    const checked = await play(world.app_url, head, '/api/v1/otp/verify/', tenant.live_key, body)
    expect(checked.status).toBe(200)
    expect(checked.json).toMatchObject({ verified: true, to, verified_at: expect.any(String) })
    expect(`${sent.head}${checked.head}`).not.toMatch(/\r\n(location|transfer-encoding):/i)
  })
}
