import { expect, test } from '../fixtures'
import { linkIn } from '../support/mailbox'
import { signInByForm } from '../support/sign-in'
import { inviteByMail, newEmail } from '../support/team'

const password = 'a quiet kestrel over the field'

test('a colleague without an account is invited, chooses a password, and is in the team with their role', async ({
  page,
  browser,
  mailbox,
  tenant,
  world,
}) => {
  await signInByForm(page, tenant)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Team' }).click()
  await page.getByRole('button', { name: 'Invite member' }).click()
  const email = newEmail()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('radio', { name: 'Support' }).click()
  await page.getByRole('button', { name: 'Send invitation' }).click()
  const waiting = page.getByRole('table', { name: 'Invitations' }).getByRole('row', { name: email })
  await expect(waiting).toContainText('Support')

  const link = linkIn(await mailbox.waitForMail(email, /Invitation to Kestrel/), /^\/invitations\//)
  const other = await browser.newContext({ baseURL: world.app_url })
  const guest = await other.newPage()
  await guest.goto(link)
  await expect(guest.getByRole('heading', { name: 'Join Kestrel' })).toBeVisible()
  await guest.getByLabel('Choose a password').fill(password)
  await guest.getByRole('button', { name: 'Create account and join' }).click()
  await expect(guest).toHaveURL(`/dashboard/${tenant.slug}/live`)
  await expect(guest.getByRole('link', { name: 'API keys' })).toHaveCount(0)

  await page.reload()
  const member = page.getByRole('table', { name: 'Members' }).getByRole('row', { name: email })
  await expect(member).toContainText('Support')
  await expect(waiting).toHaveCount(0)

  await test.step('and a new role counts with the next request', async () => {
    await member.getByRole('button', { name: /Support/ }).click()
    await page.getByRole('menuitem', { name: 'Developer' }).click()
    await expect(page.getByText(`${email} has the role developer now.`)).toBeAttached()
    await expect(member).toContainText('Developer')
    await guest.goto(`/dashboard/${tenant.slug}/live/api-keys`)
    await expect(guest.getByRole('button', { name: 'Create key' }).first()).toBeVisible()
  })

  await test.step('and removed in one browser they are out in the other', async () => {
    await member.getByRole('button', { name: `Remove ${email}` }).click()
    await page.getByRole('button', { name: 'Remove member' }).click()
    await expect(member).toHaveCount(0)
    await guest.getByRole('button', { name: 'Create key' }).first().click()
    await guest.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
    await expect(guest.getByText('There is nothing here.')).toBeVisible()
    const response = await guest.goto(`/dashboard/${tenant.slug}/live/otps`)
    expect(response?.status()).toBe(404)
    await expect(guest.getByRole('heading', { name: 'This workspace is closed to you' })).toBeVisible()
  })
  await other.close()
})

test('a colleague who has an account signs in, joins with one press, and finds both workspaces in the switcher', async ({
  page,
  mailbox,
  tenant,
  stranger,
  world,
}) => {
  const path = await inviteByMail(world.app_url, mailbox, tenant, { email: stranger.email, role: 'admin' })
  await page.goto(path)
  await page.getByRole('link', { name: 'Sign in' }).last().click()
  await page.getByLabel('Email').fill(stranger.email)
  await page.getByLabel('Password', { exact: true }).fill(stranger.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(path)
  await page.getByRole('button', { name: 'Join the workspace' }).click()
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/live`)

  await page.waitForLoadState('networkidle')
  await page
    .getByRole('button', { name: /switch workspace/ })
    .first()
    .click()
  await expect(page.getByRole('menuitem', { name: 'Kestrel' })).toHaveCount(2)
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  await page.getByLabel('Name').fill('Merlin')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page).toHaveURL(/\/dashboard\/merlin-[0-9a-f]{6}\/test\/first-flight/)
})

test('an invitation that went to another address says so, and offers to switch', async ({
  page,
  mailbox,
  tenant,
  stranger,
  member,
  world,
}) => {
  const path = await inviteByMail(world.app_url, mailbox, tenant, { email: stranger.email, role: 'admin' })
  const somebody = await member('billing')
  await signInByForm(page, somebody)
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/live`)
  await page.goto(path)
  await expect(page.getByText(`You are signed in as ${somebody.email}`)).toBeVisible()
  await page.getByRole('button', { name: 'Switch account' }).click()
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
})
