import { createHmac, randomInt } from 'node:crypto'
import { z } from 'zod'
import { expect, test } from '../fixtures'
import { expectProblem } from '../support/problem'
import { exchange } from '../support/wire'
import type { World } from '../support/world'

const Answer = z.object({ url: z.string(), confirmation_code: z.string().regex(/^[0-9A-Za-z]+$/) })
const patience = { timeout: 10_000, intervals: [50, 100, 250] }
const person = () => String(randomInt(1e14))

function signed(secret: string, metaUserId: string, more: object = {}): string {
  const told = {
    algorithm: 'HMAC-SHA256',
    issued_at: Math.floor(Date.now() / 1_000),
    user_id: metaUserId,
    ...more,
  }
  const payload = Buffer.from(JSON.stringify(told)).toString('base64url')
  return `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`
}

function post({ app_url }: World, door: 'data-deletion' | 'deauthorize', signedRequest: string) {
  return exchange(app_url, {
    method: 'POST',
    path: `/api/hooks/meta/${door}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ signed_request: signedRequest }).toString(),
  })
}

for (const door of ['data-deletion', 'deauthorize'] as const)
  test.describe(`POST /api/hooks/meta/${door}`, () => {
    test('200: the account is disconnected, and its token is gone', async ({ world, tenant, owner }) => {
      const metaUserId = person()
      await owner`update whatsapp_accounts set meta_user_id = ${metaUserId}
        where tenant_id = ${tenant.id} and mode = 'live'`
      expect(await post(world, door, signed(world.meta_app_secret, metaUserId))).toMatchObject({
        status: 200,
      })
      const states = async () => {
        const rows =
          await owner`select s.status, s.access_token_sealed is null and a.access_token_sealed is null as erased
          from senders s join whatsapp_accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id
          where s.tenant_id = ${tenant.id} and s.mode = 'live'`
        return rows.map((row) => ({ ...row }))
      }
      await expect.poll(states, patience).toEqual([{ status: 'disconnected', erased: true }])
    })

    test('401: what is forged, over or of another algorithm is refused, and nothing is kept', async ({
      world,
      owner,
    }) => {
      const metaUserId = person()
      const { meta_app_secret: secret } = world
      for (const bad of [
        signed('another secret', metaUserId),
        signed(secret, metaUserId, { expires: 1 }),
        signed(secret, metaUserId, { algorithm: 'none' }),
        signed(secret, metaUserId).split('.')[1] ?? '',
        '',
      ])
        expectProblem(await post(world, door, bad), 401, 'signature_invalid')
      expect(await owner`select 1 from meta_requests where meta_user_id = ${metaUserId}`).toHaveLength(0)
    })

    test('405: nothing but POST', async ({ world }) => {
      const reply = await exchange(world.app_url, { path: `/api/hooks/meta/${door}` })
      expectProblem(reply, 405, 'method_not_allowed')
    })
  })

test('the answer leads to a page that says how far it is, under one code however often Meta asks', async ({
  world,
  page,
}) => {
  const request = signed(world.meta_app_secret, person())
  const [first, second] = [
    Answer.parse((await post(world, 'data-deletion', request)).json),
    Answer.parse((await post(world, 'data-deletion', request)).json),
  ]
  expect(second).toEqual(first)
  expect(new URL(first.url).origin).toBe(new URL(world.app_url).origin)
  await expect(async () => {
    await page.goto(first.url)
    await expect(page.getByRole('heading', { name: 'Your data is deleted' })).toBeVisible({ timeout: 500 })
  }).toPass(patience)
  await expect(page.getByText(first.confirmation_code)).toBeVisible()
})

test('a code that was never given opens nothing', async ({ page }) => {
  const answer = await page.goto('/data-deletion/NOSUCHCODE')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This code opens nothing' })).toBeVisible()
  await page.getByRole('link', { name: 'how to have your data deleted' }).click()
  await expect(page.getByRole('heading', { name: 'Have your data deleted' })).toBeVisible()
})
