import { expect, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import type { Sql } from 'postgres'

/** The code that an app with this secret shows, so many steps from now. */
export function codeOf(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
  return totp.generate({ timestamp: Date.now() + steps * 30_000 })
}

/** As though time had passed since the person's app showed the code that was taken last. */
export async function forgetSteps(owner: Sql, email: string): Promise<void> {
  await owner`update totp_secrets set last_step = 0 from users where id = user_id and email = ${email}`
}

/** As though nobody had proven anything for a while in this person's sessions. */
export async function growStale(owner: Sql, email: string): Promise<void> {
  await owner`update sessions set authenticated_at = authenticated_at - interval '6 minutes'
    from users u where u.id = user_id and u.email = ${email}`
}

/** Sets an app up on the screen where the person is, with `code`, which is spent then, and stores the recovery codes. */
export async function setUpApp(page: Page): Promise<{ secret: string; code: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  const secret = (await dialog.locator('code').textContent()) ?? ''
  const code = codeOf(secret)
  await dialog.getByLabel('Code from your app').fill(code)
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  const shown = page.getByRole('dialog', { name: 'Store your recovery codes' })
  await expect(shown).toBeVisible()
  const codes = await shown.getByRole('listitem').allInnerTexts()
  await shown.getByRole('button', { name: 'Download' }).click()
  await shown.getByRole('button', { name: 'I stored them' }).click()
  await expect(shown).toBeHidden()
  return { secret, code, codes }
}

/** A passkey's device in software, which says yes to all it is asked. */
export async function addVirtualAuthenticator(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Gives email and password on the page for it, and no more. */
export async function givePassword(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
