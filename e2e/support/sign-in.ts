import { expect, type Page } from '@playwright/test'
import type { Person } from './tenant'

/** Through the form, as a person does it. Ends on whichever page comes after. */
export async function signIn(page: Page, { email, password }: Person, path = '/sign-in'): Promise<void> {
  await page.goto(path)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/dashboard\//)
}
