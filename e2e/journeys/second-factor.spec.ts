import { expect, test } from '../fixtures'
import {
  addVirtualAuthenticator,
  codeOf,
  forgetSteps,
  givePassword,
  growStale,
  setUpApp,
} from '../support/factors'
import { signInByForm } from '../support/sign-in'

const securityOf = ({ slug }: { slug: string }) => `/dashboard/${slug}/live/security`

test('an app is set up, asked for at sign-in, and a recovery code stands in for it once', async ({
  page,
  tenant,
  owner,
}) => {
  await signInByForm(page, tenant)
  await page.goto(securityOf(tenant))
  const section = page.getByRole('region', { name: 'Second factor', exact: true })
  await expect(section).toContainText('Off')
  const { secret, code: spent, codes } = await setUpApp(page)
  expect(new Set(codes).size).toBe(10)
  await expect(section).toContainText('10 of 10 left')
  await page.reload()
  const kept = await page.evaluate(() =>
    JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }]),
  )
  for (const shown of [secret.replaceAll(' ', ''), ...codes]) expect(kept).not.toContain(shown)

  await page.context().clearCookies()
  await givePassword(page, tenant)
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible()
  await page.goto(securityOf(tenant))
  await expect(page, 'the password alone opens nothing').toHaveURL(/\/sign-in\?/)
  await page.goto('/sign-in/second-factor')
  const code = page.getByLabel('Code from your app')
  await code.fill('12')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Enter the 6 digits.')).toBeVisible()
  await code.fill('000000')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('does not match the one your app shows now. 4 tries left.')).toBeVisible()
  await code.fill(spent)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('That code has been used. Wait until')).toBeVisible()
  await forgetSteps(owner, tenant.email)
  await code.fill(codeOf(secret))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/dashboard\//)

  await page.context().clearCookies()
  for (const [recovery, outcome] of [
    [codes[0] ?? '', 'in'],
    [codes[0] ?? '', 'That code has been used. 4 tries left.'],
    [(codes[1] ?? '').toLowerCase().replaceAll('-', ' '), 'in'],
  ]) {
    await page.context().clearCookies()
    await givePassword(page, tenant)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(recovery ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (outcome === 'in') await expect(page).toHaveURL(/\/dashboard\//)
    else await expect(page.getByText(outcome ?? '')).toBeVisible()
  }
  await page.goto(securityOf(tenant))
  await expect(section).toContainText('8 of 10 left')
})

test('a passkey is added, opens the second step, confirms that it is you, and goes again', async ({
  page,
  tenant,
  owner,
}) => {
  await addVirtualAuthenticator(page)
  await signInByForm(page, tenant)
  await page.goto(securityOf(tenant))
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  const codes = page.getByRole('dialog', { name: 'Store your recovery codes' })
  await expect(codes.getByRole('listitem')).toHaveCount(10)
  await codes.getByRole('button', { name: 'Close without storing' }).click()
  const row = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
  await expect(row).toContainText('not used yet')
  await row.getByRole('button', { name: /^Rename / }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Laptop')
  await page.getByRole('button', { name: 'Rename passkey' }).click()
  await expect(row).toContainText('Laptop')

  await page.context().clearCookies()
  await givePassword(page, tenant)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(/\/dashboard\//)

  await growStale(owner, tenant.email)
  await page.goto(securityOf(tenant))
  await expect(row).toContainText('last used')
  await page.getByRole('button', { name: 'Remove Laptop' }).click()
  await page.getByRole('button', { name: 'Remove passkey' }).click()
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await stepUp.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(stepUp).toBeHidden()
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Second factor', exact: true })).toContainText('Off')
})

test('a form that wants a fresh proof asks for it over itself, and then goes on by itself', async ({
  page,
  tenant,
  owner,
}) => {
  await signInByForm(page, tenant)
  await growStale(owner, tenant.email)
  await page.goto(`/dashboard/${tenant.slug}/live/api-keys`)
  await page.getByRole('button', { name: 'Create key' }).click()
  const form = page.getByRole('dialog', { name: 'Create a live key' })
  await form.getByLabel('Name').fill('guarded')
  await form.getByRole('button', { name: 'Create key' }).click()
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await expect(stepUp.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(stepUp).toBeHidden()
  await expect(form.getByRole('alert')).toContainText('Confirm first that it is you.')
  await expect(form.getByLabel('Name')).toHaveValue('guarded')

  await form.getByRole('button', { name: 'Create key' }).click()
  await stepUp.getByLabel('Password', { exact: true }).fill('not the password')
  await stepUp.getByRole('button', { name: 'Confirm' }).click()
  await expect(stepUp.getByRole('alert')).toHaveText('That is not your password.')
  await stepUp.getByLabel('Password', { exact: true }).fill(tenant.password)
  await stepUp.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('dialog', { name: 'Key guarded created' })).toBeVisible()
})

test('a workspace that wants a second factor lets nobody work without one, from the next click on', async ({
  browser,
  page,
  tenant,
  member,
}) => {
  const colleague = await member('developer')
  const context = await browser.newContext()
  const theirs = await context.newPage()
  await signInByForm(theirs, colleague)
  await theirs.goto(securityOf(tenant))
  await expect(theirs.getByText('An owner or admin changes this.')).toBeVisible()
  await theirs.goto(`/dashboard/${tenant.slug}/live/api-keys`)

  await signInByForm(page, tenant)
  await page.goto(securityOf(tenant))
  await expect(page.getByText('Set up a second factor of your own first')).toBeVisible()
  await setUpApp(page)
  await page.getByRole('switch', { name: /A second factor for everyone/ }).click()
  await expect(page.getByText('From now on nobody gets in without one.')).toBeVisible()

  await theirs.getByRole('button', { name: 'Create key' }).click()
  const form = theirs.getByRole('dialog', { name: 'Create a live key' })
  await form.getByRole('button', { name: 'Create key' }).click()
  await expect(form.getByRole('alert')).toContainText('This workspace wants a second factor of everyone.')
  await theirs.goto(`/dashboard/${tenant.slug}/test/otps`)
  await expect(theirs.getByRole('heading', { name: 'Kestrel wants a second factor' })).toBeVisible()
  await setUpApp(theirs)
  await theirs.getByRole('link', { name: 'Go to Kestrel' }).click()
  await expect(theirs).toHaveURL(`/dashboard/${tenant.slug}/live`)

  await page.getByRole('button', { name: 'Turn off the authenticator app' }).click()
  await page.getByRole('button', { name: 'Turn it off' }).click()
  await expect(page.getByRole('heading', { name: 'Kestrel wants a second factor' })).toBeVisible()
  await context.close()
})
