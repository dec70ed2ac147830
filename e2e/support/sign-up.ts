import { randomBytes } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Sql } from 'postgres'
import type { Mailbox } from './mailbox'

export const goodPassword = 'kestrel over wide water'

export function newEmail(): string {
  return `p-${randomBytes(8).toString('hex')}@example.test`
}

/** All browsers of the tests are one network, and a network has twenty codes and links an hour. */
export async function forgetNetwork(owner: Sql): Promise<void> {
  await owner`update email_codes set address = 'forgotten' where address in ('127.0.0.1', '0:0:0:0::')`
  await owner`update password_resets set address = 'forgotten' where address in ('127.0.0.1', '0:0:0:0::')`
}

/** Fills in the first step. Ends where the code is wanted. */
export async function beginSignUp(page: Page, email: string, password = goodPassword): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
}

export async function codeFrom(mailbox: Mailbox, email: string, mails = 1): Promise<string> {
  const mail = await mailbox.waitForMail(email, /is your Hawk Send code$/, { mails })
  return mail.subject.slice(0, 6)
}

/** Through the forms and the mailbox, as a person does it. Ends in their first workspace. */
export async function signUp(page: Page, mailbox: Mailbox, email = newEmail()): Promise<string> {
  await beginSignUp(page, email)
  await page.getByLabel('Code').fill(await codeFrom(mailbox, email))
  await expect(page).toHaveURL(/\/dashboard\/[^/]+\/test\//)
  return email
}
