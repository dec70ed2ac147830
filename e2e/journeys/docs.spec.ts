import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { endpoints } from '@/lib/http/endpoints'
import { operationIdOf } from '@/lib/http/openapi/operation'
import { eventTypes } from '@/lib/webhooks/schema'
import { verificationSnippets } from '@/lib/webhooks/snippets'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { Verified } from '../support/shapes'
import { exchange } from '../support/wire'

/** Where what is written may import what the repository has installed. */
const ownFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../test-results')

async function codeOf(page: Page, label: string): Promise<string> {
  const copy = page.getByRole('button', { name: `Copy ${label}` })
  const code = page.getByRole('figure').filter({ has: copy }).locator('code')
  return (await code.textContent()) ?? ''
}

test('the reference has every operation and event, and leads nowhere that is not there', async ({
  page,
  world,
}) => {
  // A page for each event and each error.
  test.slow()
  await page.goto('/docs/api')
  for (const endpoint of endpoints) {
    const section = page.locator(`#${operationIdOf(endpoint)}`)
    await expect(section.getByRole('heading', { name: endpoint.summary, exact: true })).toBeVisible()
    await expect(section).toContainText(`${endpoint.method} /api/v1${endpoint.path}`)
    if (endpoint.scope !== 'none') await expect(section).toContainText(endpoint.scope)
  }
  for (const type of eventTypes) await expect(page.locator('#events')).toContainText(type)

  const links = new Set<string>()
  for (const place of ['/docs', '/docs/api', '/docs/errors', '/docs/webhooks', '/docs/webhooks/events']) {
    await page.goto(place)
    const here = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href),
    )
    for (const link of here) links.add(link)
    const missing = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
        .map((anchor) => decodeURIComponent(anchor.hash.slice(1)))
        .filter((id) => !document.getElementById(id)),
    )
    expect(missing).toEqual([])
  }
  for (const path of new Set([...links].map((link) => new URL(link).pathname)))
    expect((await exchange(world.app_url, { path })).status, path).toBe(200)
})

test('every page of the docs is titled by what it is about, and says once whose it is', async ({ page }) => {
  await page.goto('/docs')
  const links = await page.locator('main a[href^="/docs/"]').all()
  const places = await Promise.all(links.map((link) => link.getAttribute('href')))
  expect(places.sort()).toEqual(
    [
      'alerts',
      'api',
      'audit-log',
      'errors',
      'fraud-guard',
      'reverse-otp',
      'test-mode',
      'twilio',
      'webhooks',
    ].map((name) => `/docs/${name}`),
  )
  for (const place of ['/docs', ...places]) {
    await page.goto(place ?? '')
    const heading = await page.getByRole('heading', { level: 1 }).textContent()
    await expect(page).toHaveTitle(`${heading} · Hawk Send`)
  }
})

test('every event has its page, with its fields and its sample', async ({ page }) => {
  for (const type of eventTypes) {
    await page.goto(`/docs/webhooks/events/${type}`)
    await expect(page.getByRole('heading', { level: 1, name: type, exact: true })).toBeVisible()
    await expect(page).toHaveTitle(`${type} · Hawk Send`)
    const sample = JSON.parse(await codeOf(page, 'event'))
    expect(sample).toMatchObject({ type, mode: 'test' })
    const fields = page.locator('dt')
    for (const name of [...Object.keys(sample), ...Object.keys(sample.data)])
      await expect(fields.getByText(name, { exact: true }).first()).toBeVisible()
  }
  const missing = await page.goto('/docs/webhooks/events/otp.guessed')
  expect(missing?.status()).toBe(404)
})

test('the guide shows how to verify in every language, and when we try again', async ({ page }) => {
  await page.goto('/docs/webhooks')
  for (const { title, code } of verificationSnippets) {
    await page.getByRole('tab', { name: title, exact: true }).click()
    expect(await codeOf(page, `${title} code`)).toBe(code)
  }
  const rows = page.getByRole('table', { name: 'Attempts' }).getByRole('row')
  await expect(rows).toHaveCount(7)
  await expect(rows.last()).toContainText('8 min')
  await expect(rows.last()).toContainText('15 min 30 s')
})

test('the commands of the quickstart send and verify', async ({ page, world, tenant }) => {
  await page.goto('/docs')
  const to = randomPhone()
  const run = async (label: string) => {
    const command = await codeOf(page, label)
    const [url = ''] = /https?:\S+/.exec(command) ?? []
    const headers = [...command.matchAll(/-H "([^:]+): ([^"]+)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replace('$HAWKSEND_API_KEY', tenant.test_key),
    ])
    const [, body = ''] = /-d '([^']+)'/.exec(command) ?? []
    return exchange(world.app_url, {
      method: 'POST',
      path: new URL(url).pathname,
      headers: Object.fromEntries(headers),
      body: body.replace('+14155550100', to),
    })
  }
  expect((await run('send command')).status).toBe(202)
  expect((await run('verify command')).json).toMatchObject({ verified: true, to })
})

test('the proof check of the quickstart lets through what it should, and nothing else', async ({
  page,
  api,
  tenant,
  stranger,
}) => {
  await page.goto('/docs')
  mkdirSync(ownFolder, { recursive: true })
  const folder = mkdtempSync(path.join(ownFolder, 'docs-'))
  try {
    const file = path.join(folder, 'check-proof.mjs')
    writeFileSync(file, await codeOf(page, 'proof check'))
    const { checkProof } = await import(pathToFileURL(file).href)

    const phone = randomPhone()
    await api.post('/otp/send', { to: phone, purpose: 'payment' }, { key: tenant.test_key })
    const { proof, otp_id } = Verified.parse(
      (await api.post('/otp/verify', { to: phone, code: '123456' }, { key: tenant.test_key })).json,
    )
    const right = { account: tenant.tenant_id, phone, purpose: 'payment' }
    expect(await checkProof(proof, right)).toBe(otp_id)
    for (const wrong of [
      { ...right, account: stranger.tenant_id },
      { ...right, phone: randomPhone() },
      { ...right, purpose: 'sign-in' },
      { ...right, purpose: undefined },
    ])
      await expect(checkProof(proof, wrong)).rejects.toThrow()
    await expect(checkProof(`${proof}x`, right)).rejects.toThrow()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('llms.txt names every operation', async ({ world }) => {
  const reply = await exchange(world.app_url, { path: '/llms.txt' })
  expect(reply.status).toBe(200)
  expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8')
  for (const { method, path: below } of endpoints) expect(reply.text).toContain(`${method} /api/v1${below}, `)
})
