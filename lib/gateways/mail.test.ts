import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, test } from 'vitest'
import { mailsTo } from '@/lib/core/fixtures/mailbox'
import { newUuid } from '@/lib/core/ids'
import { handOver, makeMailer } from '@/lib/gateways/mail'

const letter = { id: newUuid(), subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' }
/** A name of this machine that does not count as local. */
const elsewhere = '127.0.0.2'

async function serve(options: SMTPServerOptions) {
  const received: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    ...options,
    onData(stream, session, callback) {
      received.push(...session.envelope.rcptTo.map(({ address }) => address))
      stream.on('end', callback).resume()
    },
  })
  smtp.on('error', () => {})
  smtp.server.listen(0, elsewhere)
  await once(smtp.server, 'listening')
  const address = smtp.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { port, received, stop: () => new Promise<void>((resolve) => smtp.close(() => resolve())) }
}

describe('to a server that is not on this machine', () => {
  test.each<[string, string, SMTPServerOptions]>([
    ['one that has no TLS gets nothing', 'smtp', { disabledCommands: ['STARTTLS'] }],
    ['one whose certificate nobody vouches for gets nothing', 'smtp', {}],
    ['nor does it when it speaks TLS from the start', 'smtps', { secure: true }],
  ])('%s', async (_, scheme, options) => {
    const server = await serve(options)
    const result = await makeMailer(`${scheme}://${elsewhere}:${server.port}`)({
      ...letter,
      to: 'a@example.test',
    })
    expect(result).toMatchObject({ outcome: 'lost' })
    expect(server.received).toEqual([])
    await server.stop()
  })
})

test.each([
  '"e@attacker.test"@victim.test',
  '"a,b@attacker.test"@victim.test',
  'victim@victim.test, e@attacker.test',
  'Victim <victim@victim.test>',
  'group: e@attacker.test;',
  'victim@victim.test\r\nBcc: e@attacker.test',
  'victim@victim.test\n',
  ' victim@victim.test',
  'victim@victim.test> e@attacker.test',
  'victim%attacker.test@',
  '(e@attacker.test)victim@victim.test',
  'víctim@victim.test',
  '',
])('%j is no address to send to, whatever else it may be', async (to) => {
  expect(await handOver({ ...letter, to })).toEqual({ outcome: 'refused', reason: 'not an address' })
})

test('a subject cannot add a header, and no part of a mail names a file', async () => {
  const to = `p-${newUuid()}@example.test`
  const subject = 'Hello\r\nBcc: e@attacker.test\r\n\r\nInjected'
  expect(await handOver({ ...letter, to, subject, html: '<img src="file:///etc/passwd">' })).toEqual({
    outcome: 'accepted',
  })
  const [mail, ...others] = await mailsTo(to)
  expect(others).toEqual([])
  expect(mail?.subject).toBe('Hello Bcc: e@attacker.test Injected')
  expect(mail?.headers.bcc).toBeUndefined()
  expect(mail?.html).toBe('<img src="file:///etc/passwd">')
})
