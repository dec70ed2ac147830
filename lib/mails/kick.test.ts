import { expect, test, vi } from 'vitest'
import { asSystem } from '@/db/tenant'
import { backgroundWorkDone } from '@/lib/core/background'
import { mailsTo } from '@/lib/core/fixtures/mailbox'
import { newUuid } from '@/lib/core/ids'
import { queueCode } from '@/lib/mails/fixtures/queued'
import { sendWhenQueued } from '@/lib/mails/kick'
import { queueMailIn } from '@/lib/mails/queue'
import { sendDueMails } from '@/lib/mails/send-due'

test('a process that has said it sends needs no clock: a mail is gone within a second of its commit', async () => {
  const before = await queueCode()
  await backgroundWorkDone()
  expect(await mailsTo(before.to)).toEqual([])

  // What others have queued goes first, and the first letter of a process takes longest.
  await sendDueMails()
  sendWhenQueued(sendDueMails)
  const { to } = await queueCode()
  await vi.waitFor(async () => expect(await mailsTo(to)).toHaveLength(1), { timeout: 1_000, interval: 20 })
})

test('not before its commit, and not without one', async () => {
  sendWhenQueued(sendDueMails)
  const to = `p-${newUuid()}@example.test`
  const mail = {
    template: 'workspace_suspended',
    to,
    fields: { workspace: 'Kestrel', reason: 'spam' },
  } as const
  const failing = asSystem(async (tx) => {
    await queueMailIn(tx, mail)
    await backgroundWorkDone()
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await backgroundWorkDone()
  expect(await mailsTo(to)).toEqual([])
})

test('a hundred at once go out once each, and a stopping process waits for them', async () => {
  sendWhenQueued(sendDueMails)
  const queued = await Promise.all(Array.from({ length: 100 }, () => queueCode()))
  await backgroundWorkDone()
  await sendDueMails()
  for (const { to } of queued) expect(await mailsTo(to)).toHaveLength(1)
})
