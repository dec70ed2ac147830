import { expect, test } from '../fixtures'
import { randomPhone, wrongCode } from '../support/phone'
import { holding, readLogs, readTables } from '../support/places'
import { SentOtp } from '../support/shapes'

test('no code of 20 live OTPs is in any table, nor in a log', async ({
  world,
  api,
  tenant,
  sandbox,
  owner,
}) => {
  const key = tenant.live_key
  const phones = Array.from({ length: 20 }, randomPhone)
  const sent = await Promise.all(
    phones.map((to) => api.post('/otp/send', { to, purpose: 'sign-in' }, { key })),
  )
  const ids = sent.map(({ json }) => SentOtp.parse(json).otp_id)
  const codes = await Promise.all(phones.map((to) => sandbox.code(to)))
  await expect
    .poll(() => owner`select 1 from messages where phone in ${owner(phones)} and status = 'delivered'`, {
      timeout: 15_000,
    })
    .toHaveLength(20)
  for (const [index, code] of codes.entries()) {
    const check = (guess: unknown) => api.post('/otp/verify', { otp_id: ids[index], code: guess }, { key })
    if (index % 4 === 0) await check(code)
    if (index % 4 === 1) for (let step = 1; step <= 3; step++) await check(wrongCode(code, step))
    if (index % 4 === 2) await check(Number(code))
    await api.get(`/otp/${ids[index]}`, { key })
  }

  const places = [...(await readTables(owner)), ...readLogs(world.folder)]
  expect(places.length).toBeGreaterThan(10)
  expect(holding(places, codes)).toEqual([])
})

test('no access token is in a copy of any table, nor in a log, as it is or written otherwise', async ({
  world,
  api,
  tenant,
  sandbox,
  owner,
}) => {
  const { access_token: token, live_key: key } = tenant
  const to = randomPhone()
  SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
  await sandbox.code(to)
  const places = [...(await readTables(owner)), ...readLogs(world.folder)]
  const having = (text: string) => places.filter(([, all]) => all.includes(text)).map(([place]) => place)
  expect(having(tenant.phone_number_id)).toContain('senders')
  for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const)
    expect(having(Buffer.from(token).toString(encoding).replace(/=+$/, ''))).toEqual([])
})
