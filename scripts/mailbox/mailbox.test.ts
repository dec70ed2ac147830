import { createServer } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startMailbox } from './start'

const appOrigin = 'http://localhost:3000'
let box: Awaited<ReturnType<typeof startMailbox>>
let url = ''
beforeAll(async () => {
  box = await startMailbox({ smtpPort: 0, port: 0, appOrigin })
  url = `http://127.0.0.1:${box.port}`
})
afterAll(() => box.stop())

const Mails = z.object({ data: z.array(z.record(z.string(), z.unknown())) })
const mailsTo = async (to: string) =>
  Mails.parse(await (await fetch(`${url}/email?to=${encodeURIComponent(to)}`)).json()).data

const send = (mail: object) =>
  createTransport({ host: '127.0.0.1', port: box.smtpPort, ignoreTLS: true }).sendMail({
    from: '"Hawk Send" <mail@hawksend.test>',
    subject: 'Hello',
    text: 'Hello',
    ...mail,
  })

test('what arrives is there for tests, newest first, for each recipient', async () => {
  await send({ to: ['a@x.test', 'b@x.test'], subject: 'Ünï 1', html: '<p>One</p>', messageId: '<1@x.test>' })
  await send({ to: 'a@x.test', subject: 'Two' })
  const [second, first] = await mailsTo('A@x.test')
  expect(second).toMatchObject({ subject: 'Two', to: 'a@x.test', html: '' })
  expect(first).toMatchObject({ subject: 'Ünï 1', text: 'Hello', html: '<p>One</p>' })
  expect(first).toMatchObject({ from: '"Hawk Send" <mail@hawksend.test>', received_at: expect.any(String) })
  expect(first?.headers).toMatchObject({ 'message-id': '<1@x.test>', from: 'Hawk Send <mail@hawksend.test>' })
  expect(await mailsTo('b@x.test')).toHaveLength(1)
})

test('two recipients have words of their own: one is never there, one is never ready', async () => {
  await expect(send({ to: 'refused@x.test' })).rejects.toMatchObject({ responseCode: 550 })
  await expect(send({ to: 'later@x.test' })).rejects.toMatchObject({ responseCode: 451 })
})

test('a mail is shown without any power over the page, and asks for nothing', async () => {
  await send({ to: 'c@x.test', html: '<html><head></head><body><script>alert(1)</script></body></html>' })
  const [mail] = await mailsTo('c@x.test')
  const shown = await fetch(`${url}/email/${mail?.id}/html`)
  const policy = shown.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; .*sandbox allow-popups/)
  expect(policy).not.toMatch(/allow-(scripts|same-origin|forms)|script-src|img-src/)
  expect(await shown.text()).toContain('<base target="_blank">')
  const page = await fetch(url)
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(await page.text()).toContain(`href="${appOrigin}/"`)
})

test.each([
  '/email/99999/html',
  '/../package.json',
  '/phone/../../../package.json',
  '/page/index.html',
  '/x',
])('there is no %s', async (path) => {
  expect((await fetch(url + path)).status).toBe(404)
})

test('another site can neither read nor delete: not by a name of its own, not from its page', async () => {
  await send({ to: 'd@x.test' })
  const elsewhere = await fetch(`${url}/email`, {
    method: 'DELETE',
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(elsewhere.status).toBe(405)
  expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull()
  expect(await mailsTo('d@x.test')).toHaveLength(1)
  expect((await fetch(`${url}/email`, { method: 'DELETE' })).status).toBe(200)
  expect(await mailsTo('d@x.test')).toEqual([])
})

test.each(['smtpPort', 'port'] as const)('a %s that is taken is one sentence', async (name) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const setting = name === 'port' ? 'MAILBOX_PORT' : 'SMTP_PORT'
  await expect(startMailbox({ smtpPort: 0, port: 0, appOrigin, [name]: port })).rejects.toThrow(
    `Port ${port} is taken by another program: set ${setting} to a free one.`,
  )
  server.close()
})
