import { type BrowserContext, expect, type Page } from '@playwright/test'
import { callAuth, openBrowser } from './session'
import type { Person } from './tenant'
import { findWorld } from './world'

/** Through the form, as a person does it. Ends on whichever page comes after. */
export async function signInByForm(
  page: Page,
  { email, password }: Person,
  path = '/sign-in',
): Promise<void> {
  await page.goto(path)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/dashboard\//)
}

/** Signed in already, for whatever a test is about instead: the same door, without the form. */
export async function signIn(page: Page, person: Person, path = '/sign-in'): Promise<void> {
  await giveSession(page.context(), person)
  const [, place = '/dashboard'] = path.split('callbackUrl=')
  await page.goto(decodeURIComponent(place))
  await expect(page).toHaveURL(/\/dashboard\//)
}

async function giveSession(context: BrowserContext, { email, password }: Person): Promise<void> {
  const origin = findWorld().app_url
  const browser = await openBrowser(origin)
  const { headers, text } = await callAuth(origin, '/sign-in', browser, { email, password })
  const lines = [...browser.cookie.split('; '), ...(headers['set-cookie'] ?? [])]
  if (lines.length < 2) throw new Error(`Signing in was refused: ${text}`)
  // Playwright takes secure cookies for https alone; browsers make no such difference for localhost.
  const { hostname } = new URL(origin)
  await context.addCookies(lines.map((line) => ({ ...cookieOf(line), domain: hostname })))
}

function cookieOf(line: string) {
  const [pair = '', ...attributes] = line.split(/; */)
  const [name = '', value = ''] = pair.split(/=(.*)/)
  const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/'
  const isStrict = attributes.some((part) => /^samesite=strict$/i.test(part))
  return { name, value, path, secure: true, httpOnly: true, sameSite: isStrict ? 'Strict' : 'Lax' } as const
}
