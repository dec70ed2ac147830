import { expect, type Page } from '@playwright/test'
import { signIn } from './sign-in'
import type { Tenant } from './tenant'

type Choice = { account?: string; number?: string; fate?: string; name?: string }

/** Meta's dialog, locally, as a person opens it from the list of numbers. */
export async function openConnect(page: Page, tenant: Tenant): Promise<Page> {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/senders`)
  await page.getByRole('link', { name: 'Connect a number' }).click()
  await expect(page.getByText('Meta’s script is loaded')).toBeVisible()
  return openDialog(page)
}

export async function openDialog(page: Page, button = 'Open Meta’s dialog'): Promise<Page> {
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: button }).click()
  const dialog = await opened
  await expect(dialog.getByRole('heading', { name: 'Connect WhatsApp' })).toBeVisible()
  return dialog
}

/** Chooses in the dialog, and ends it. */
export async function finish(dialog: Page, { number = 'A new number', fate, name }: Choice = {}) {
  if (name) await dialog.getByLabel('Its name').fill(name)
  await dialog.getByLabel(number).check()
  if (fate) await dialog.getByLabel('Afterwards').selectOption(fate)
  await dialog.getByRole('button', { name: 'Finish' }).click()
}
