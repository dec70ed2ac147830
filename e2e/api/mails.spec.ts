import { randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'
import { queueMail } from '@/lib/mails/queue'
import { expect, test } from '../fixtures'
import { linkIn } from '../support/mailbox'
import { holding, readLogs, readTables } from '../support/places'
import { openSession } from '../support/session'
import { exchange } from '../support/wire'

const newAddress = () => `p-${randomBytes(6).toString('hex')}@example.test`

test.describe('a queued mail', () => {
  test('arrives within seconds, says all it has to in both parts, and leaves its code nowhere', async ({
    pool: _,
    world,
    mailbox,
    owner,
  }) => {
    const to = newAddress()
    const code = String(randomInt(100_000, 1_000_000))
    const link = `${world.app_url}/verify`
    await queueMail({ template: 'verification', to, fields: { code, link, expiresInMinutes: 10 } })
    const rows = () =>
      owner<{ text: string }[]>`select row_to_json(m)::text as text from mails m where recipient = ${to}`
    expect((await rows())[0]?.text).not.toContain(code)
    const mail = await mailbox.waitForMail(to, /^\d{6} is your Hawk Send code$/)
    expect(mail).toMatchObject({
      to,
      from: '"Hawk Send" <mail@hawksend.test>',
      subject: expect.stringMatching(`^${code}`),
    })
    expect(mail.text).toContain(code)
    expect(mail.html).toContain(code)
    expect(linkIn(mail, /^\/verify$/)).toBe(link)
    await expect.poll(async () => (await rows())[0]?.text).toMatch(/"fields_sealed":null.*"sent_at":"/)
    expect((await rows())[0]?.text).not.toContain(code)
    const logs = readLogs(world.folder)
    expect(holding([...(await readTables(owner)), ...logs], [code])).toEqual([])
    expect(logs.join()).not.toContain(to)
  })
  test('goes out by the door of serverless hosting just as well', async ({ pool: _, world, mailbox }) => {
    const headers = { authorization: `Bearer ${world.cron_secret}` }
    const addresses: string[] = []
    const takenByNext = async () => {
      const to = newAddress()
      addresses.push(to)
      const fields = { code: '481920', link: `${world.app_url}/verify`, expiresInMinutes: 10 }
      await queueMail({ template: 'verification', to, fields })
      // Only Next puts the dots away, so that this is its own copy of the code.
      const reply = await exchange(world.app_url, { method: 'POST', path: '/x/../api/cron/mails', headers })
      return z.object({ taken: z.number() }).parse(reply.json).taken
    }
    await expect.poll(takenByNext, { intervals: [10] }).toBeGreaterThan(0)
    for (const to of addresses) await mailbox.waitForMail(to, /^481920/)
  })

  test('about a new key reaches its owner, and never says what it is', async ({ world, tenant, mailbox }) => {
    const headers = { 'content-type': 'application/json', ...(await openSession(world.app_url, tenant)) }
    const reply = await exchange(world.app_url, {
      method: 'POST',
      path: `/api/dashboard/${tenant.slug}/test/api-keys`,
      headers: { ...headers, origin: world.app_url, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ name: 'nightly' }),
    })
    const { key } = z.object({ key: z.string() }).parse(reply.json)
    const mail = await mailbox.waitForMail(tenant.email, /^New test API key in Kestrel$/)
    expect(mail.text).toContain(key.slice(-4))
    expect(mail.text + mail.html).not.toContain(key.slice(12, -4))
    expect(linkIn(mail, /api-keys$/)).toBe(`${world.app_url}/dashboard/${tenant.slug}/test/api-keys`)
  })
})
