import { randomBytes, randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { queueMail } from '@/lib/mails/queue'
import { expect, test } from '../fixtures'
import { linkIn } from '../support/mailbox'

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
    expect(readFileSync(path.join(world.folder, 'app.log'), 'utf8')).not.toContain(to)
  })
})
