import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { linkIn } from '../support/mailbox'
import { beginSignUp, codeFrom, forgetNetwork, goodPassword, newEmail, signUp } from '../support/sign-up'

test.beforeEach(({ owner }) => forgetNetwork(owner))

const wrongCode = (right: string) => String((Number(right) + 1) % 1_000_000).padStart(6, '0')
const alert = (page: Page) => page.getByRole('alert').filter({ hasText: /\.$/ })

test('from the landing page to the dashboard: an address, a password, and the code that was mailed', async ({
  page,
  mailbox,
  owner,
}) => {
  const email = newEmail()
  await page.goto('/')
  await page.getByRole('main').getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(goodPassword)
  await page.getByRole('button', { name: 'Create account' }).click()
  const code = page.getByLabel('Code')
  await expect(code).toBeFocused()
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code')
  expect(await owner`select 1 from users where email = ${email}`).toHaveLength(0)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)

  // A reload, or another page in between, goes on where it was.
  await page.goto('/sign-up')
  await expect(page.getByText(email)).toBeVisible()
  await page.getByLabel('Code').pressSequentially(await codeFrom(mailbox, email))
  await expect(page).toHaveURL(/\/dashboard/)
  expect(await owner`select 1 from users where email = ${email}`).toHaveLength(1)
})

test('a wrong code says how many tries are left; after three the right one is refused, and a new one is a press away', async ({
  page,
  mailbox,
  owner,
}) => {
  const email = newEmail()
  await beginSignUp(page, email)
  const right = await codeFrom(mailbox, email)
  const code = page.getByLabel('Code')
  for (const words of ['2 tries are left', 'One try is left', 'Too many wrong codes']) {
    await code.fill(wrongCode(right))
    await expect(alert(page)).toContainText(words)
    await expect(code).toHaveValue('')
  }
  await code.fill(right)
  await expect(alert(page)).toContainText('Too many wrong codes')

  await owner`update email_codes set created_at = created_at - interval '1 minute' where email = ${email}`
  await page.reload()
  await page.getByRole('button', { name: 'Send a new code' }).click()
  await expect(page.getByText('A new code is on its way')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Send a new code in \d+ s$/ })).toBeDisabled()
  const fresh = await codeFrom(mailbox, email, 2)
  await code.fill(right === fresh ? wrongCode(right) : right)
  await expect(alert(page)).toContainText('2 tries are left')
  await code.fill(fresh)
  await expect(page).toHaveURL(/\/dashboard/)
})

test('an expired code is refused with one press to a new one, and a code is used once', async ({
  page,
  mailbox,
  owner,
}) => {
  const email = newEmail()
  await beginSignUp(page, email)
  const old = await codeFrom(mailbox, email)
  await owner`update email_codes set expires_at = now(), created_at = created_at - interval '1 minute'
    where email = ${email}`
  await page.getByLabel('Code').fill(old)
  await expect(alert(page)).toContainText('This code has expired')
  await page.reload()
  await expect(alert(page)).toContainText('This code has expired')
  await page.getByRole('button', { name: 'Send a new code' }).click()
  const fresh = await codeFrom(mailbox, email, 2)
  await page.getByLabel('Code').fill(fresh)
  await expect(page).toHaveURL(/\/dashboard/)
  expect(await owner`select status from email_codes where email = ${email} order by created_at`).toEqual([
    { status: 'superseded' },
    { status: 'used' },
  ])
})

test('a wrong address is changed without typing the rest again', async ({ page, mailbox }) => {
  const [wrong, right] = [newEmail(), newEmail()]
  await beginSignUp(page, wrong)
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByLabel('Email')).toHaveValue(wrong)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(goodPassword)
  await page.getByLabel('Email').fill(right)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText(right)).toBeVisible()
  await page.getByLabel('Code').fill(await codeFrom(mailbox, wrong))
  await expect(alert(page)).toContainText('2 tries are left')
  await page.getByLabel('Code').fill(await codeFrom(mailbox, right))
  await expect(page).toHaveURL(/\/dashboard/)
})

test('the link of the mail spends nothing when it is opened, and counts in the browser that signed up alone', async ({
  page,
  browser,
  mailbox,
  owner,
  world,
}) => {
  const email = newEmail()
  await beginSignUp(page, email)
  const mail = await mailbox.waitForMail(email, /is your Hawk Send code$/)
  const link = linkIn(mail, /^\/sign-up$/)

  const scanner = await browser.newContext({ baseURL: world.app_url })
  const scanned = await scanner.newPage()
  await scanned.goto(link)
  await expect(scanned.getByRole('status')).toContainText('only in the browser that signed up')
  await scanner.close()
  expect(await owner`select attempts, status from email_codes where email = ${email}`).toEqual([
    { attempts: 0, status: 'pending' },
  ])

  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByLabel('Code')).toHaveValue(mail.subject.slice(0, 6))
  await expect(page).toHaveURL('/sign-up')
  expect(await owner`select 1 from users where email = ${email}`).toHaveLength(0)
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page).toHaveURL(/\/dashboard/)
})

test('with an address that has an account the page says the same, and its owner gets a mail', async ({
  page,
  browser,
  mailbox,
  world,
}) => {
  const email = await signUp(page, mailbox)
  const context = await browser.newContext({ baseURL: world.app_url })
  const other = await context.newPage()
  await beginSignUp(other, email)
  await mailbox.waitForMail(email, /^You already have an account$/)
  await other.getByLabel('Code').fill('000000')
  await expect(alert(other)).toContainText('2 tries are left')
  await context.close()
})

test('the rules of a password are told while it is typed, and no dictionary is sent to say them', async ({
  page,
}) => {
  const scripts: string[] = []
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) scripts.push(await response.text().catch(() => ''))
  })
  await page.goto('/sign-up')
  await page.getByLabel('Email').fill('ana@example.test')
  const password = page.getByLabel('Password', { exact: true })
  await password.fill('password')
  await expect(page.getByText('Still to do: 12 characters or more')).toBeAttached()
  await password.fill('password1234')
  await expect(page.getByText('Done: 12 characters or more')).toBeAttached()
  await expect(page.getByText(/Not yet: .*common password/)).toBeAttached()
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(alert(page)).toContainText('common password')
  await expect(password).toBeFocused()
  await password.fill(goodPassword)
  await expect(page.getByText(/Done: Hard to guess/)).toBeAttached()
  await page.getByRole('button', { name: 'Show the password' }).click()
  await expect(password).toHaveAttribute('type', 'text')
  expect(Math.max(...scripts.map(({ length }) => length))).toBeLessThan(700_000)
})
