import { describe, expect, test } from 'vitest'
import { makeMembership, makeMessage, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { newUuid } from '@/lib/core/ids'
import { applyTemplateChange } from '@/lib/templates/apply-template-change'
import { actAtMeta, breakCalls, makeTemplateTenant, templateEvents } from '@/lib/templates/fixtures/templates'
import { handleDueTemplates, syncDueAccounts } from '@/lib/templates/jobs'
import { listTemplates } from '@/lib/templates/list'
import { noteTemplateUse } from '@/lib/templates/note-use'
import { requestSync } from '@/lib/templates/request-sync'
import { syncAccount } from '@/lib/templates/sync-account'

type World = Awaited<ReturnType<typeof makeTemplateTenant>>

async function sync({ ctx, answered }: World): Promise<void> {
  await requestSync(ctx, {})
  await answered()
}

async function rows({ tenantId }: World) {
  return owner`select * from templates where tenant_id = ${tenantId} order by language`
}

describe('a sync', () => {
  test('reads every page, knows each by its id from then on, and says when it was', async () => {
    const world = await makeTemplateTenant()
    await sync(world)
    const read = await rows(world)
    expect(read).toHaveLength(7)
    for (const row of read)
      expect(row).toMatchObject({ meta_id: expect.stringMatching(/^\d+$/), synced_at: expect.any(Date) })
    const [account] = await owner`select * from whatsapp_accounts where tenant_id = ${world.tenantId}`
    expect(account?.templates_synced_at).toBeInstanceOf(Date)
    expect(await templateEvents(world.tenantId)).toEqual([])
  })

  test('five at once write no row twice, and tell of a change once', async () => {
    const world = await makeTemplateTenant()
    await owner`delete from templates where tenant_id = ${world.tenantId} and language in ('fr', 'de')`
    await actAtMeta({ act: 'pause', waba_id: world.wabaId, name: 'otp_copy_code', language: 'hi' })
    const again = () =>
      owner`update whatsapp_accounts set templates_due_at = now() where tenant_id = ${world.tenantId}`
    await Promise.all(
      Array.from({ length: 5 }, () => again().then(() => syncAccount(world.ctx, world.wabaId))),
    )
    expect((await rows(world)).map(({ language }) => language)).toEqual([
      'de',
      'en_US',
      'es',
      'fr',
      'hi',
      'id',
      'pt_BR',
    ])
    expect(await templateEvents(world.tenantId)).toEqual(['template.paused'])
  })

  test('what is gone at Meta is gone here, and keeps when it was last used; back there, it is back here', async () => {
    const world = await makeTemplateTenant()
    await sync(world)
    const message = await makeMessage({ tenantId: world.tenantId, mode: 'live', senderId: world.sender.id })
    const use = { messageId: message.id, name: 'otp_copy_code', language: 'fr', phoneNumberId: null }
    await noteTemplateUse(world.ctx, use)
    const before = (await rows(world)).find(({ language }) => language === 'fr')
    expect(before?.last_used_at).toBeInstanceOf(Date)
    await actAtMeta({ act: 'delete', waba_id: world.wabaId, name: 'otp_copy_code', language: 'fr' })
    await sync(world)
    const gone = (await rows(world)).find(({ language }) => language === 'fr')
    expect(gone).toMatchObject({
      status: 'DELETED',
      deleted_at: expect.any(Date),
      last_used_at: before?.last_used_at,
    })
    const { data } = await listTemplates(world.ctx, { limit: 25, language: 'fr' })
    expect(data).toEqual([])
  })

  test('a reading that breaks off takes nothing for gone', async () => {
    const world = await makeTemplateTenant()
    await owner`insert into templates (tenant_id, mode, id, waba_id, meta_id, name, language, category, status, created_at)
      values (${world.tenantId}, 'live', ${newUuid()}, ${world.wabaId}, '1', 'only_here', 'en', 'UTILITY', 'APPROVED', now() - interval '1 day')`
    await breakCalls(`${world.wabaId}/message_templates`, { status: 500 })
    await sync(world)
    expect((await rows(world)).filter(({ deleted_at }) => deleted_at !== null)).toEqual([])
    await sync(world)
    expect((await rows(world)).filter(({ deleted_at }) => deleted_at !== null)).toMatchObject([
      { name: 'only_here' },
    ])
  })

  test('what a webhook says while it reads is not undone by what it read before', async () => {
    const world = await makeTemplateTenant()
    await sync(world)
    await breakCalls(`${world.wabaId}/message_templates`, { delay_ms: 300 })
    const reading = sync(world)
    const value = {
      event: 'PAUSED',
      message_template_name: 'otp_copy_code',
      message_template_language: 'de',
      message_template_category: 'AUTHENTICATION',
    }
    const field = 'message_template_status_update'
    await applyTemplateChange(world.ctx, { field, value, at: new Date(), wabaId: world.wabaId })
    await reading
    expect((await rows(world)).find(({ language }) => language === 'de')?.status).toBe('PAUSED')
  })

  test('happens by itself for every account that is due, one process at a time', async () => {
    const worlds = await Promise.all([makeTemplateTenant(), makeTemplateTenant()])
    const ids = worlds.map(({ tenantId }) => tenantId)
    // First in line, also where the same job of another test had begun with them and was not seen to its end.
    const ripen = () => owner`update whatsapp_accounts set templates_due_at = now() - interval '1 day'
      where tenant_id in ${owner(ids)} and templates_synced_at is null`
    const synced = async () => {
      await ripen()
      await Promise.all([syncDueAccounts(), syncDueAccounts()])
      const rows = await owner`select templates_synced_at is not null and
        templates_due_at > now() + interval '50 minutes' as rests from whatsapp_accounts
        where tenant_id in ${owner(ids)}`
      return rows.map(({ rests }) => rests)
    }
    await expect.poll(synced, { timeout: 15_000 }).toEqual([true, true])
  })

  test('a category that Meta has changed is told of, with what it was before', async () => {
    const world = await makeTemplateTenant()
    await sync(world)
    await actAtMeta({
      act: 'category',
      waba_id: world.wabaId,
      name: 'otp_copy_code',
      language: 'id',
      category: 'MARKETING',
    })
    await sync(world)
    const { data } = await listTemplates(world.ctx, { limit: 25, language: 'id' })
    expect(data).toMatchObject([
      { category: 'marketing', previous_category: 'authentication', category_change: null },
    ])
    expect(await templateEvents(world.tenantId)).toEqual(['template.category_changed'])
  })
})

test('what pauses is told by mail to those who look after it, once', async () => {
  const world = await makeTemplateTenant()
  const addresses = ['owner', 'developer', 'billing'] as const
  for (const role of addresses) {
    const email = `${role}-${newUuid().slice(-8)}@example.test`
    const user = await makeUser({ email, password: 'correct horse battery', iterations: 1_000 })
    await makeMembership({ tenantId: world.tenantId, userId: user.id, role })
  }
  await actAtMeta({ act: 'pause', waba_id: world.wabaId, name: 'otp_copy_code', language: 'fr' })
  await sync(world)
  await Promise.all([handleDueTemplates(), handleDueTemplates()])
  const mails = await owner`
    select m.recipient from mails m join users u on u.email = m.recipient
    join memberships s on s.user_id = u.id where s.tenant_id = ${world.tenantId} and m.template = 'template_stopped'`
  expect(mails.map(({ recipient }) => String(recipient).split('-')[0]).sort()).toEqual(['developer', 'owner'])
})
