import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { newUuid } from '@/lib/core/ids'
import { queueMail } from '@/lib/mails/queue'
import { mailQueueState } from '@/lib/mails/queue-states'
import { queueStates } from '@/lib/messages/queue-states'
import { operator } from '@/lib/tenants/fixtures/operator'

test('what is due, what waits and how late the oldest is can be seen of each queue', async () => {
  await owner`
    insert into meta_webhooks (id, body, due_at) values
      (${newUuid()}, '\\x00', clock_timestamp() - interval '90 seconds'),
      (${newUuid()}, '\\x00', clock_timestamp() + interval '1 hour')`
  const reports = (await queueStates(operator())).find(({ name }) => name === 'Reports from Meta to read')
  expect(reports?.due).toBeGreaterThanOrEqual(1)
  expect(reports?.later).toBeGreaterThanOrEqual(1)
  expect(reports?.lagSeconds).toBeGreaterThanOrEqual(90)
})

test('a mail that waits for its time is not late', async () => {
  await queueMail({
    template: 'workspace_suspended',
    to: 'a@example.test',
    fields: { workspace: 'Kestrel', reason: 'None.' },
  })
  const before = await mailQueueState(operator())
  expect(before.due).toBeGreaterThanOrEqual(1)
  await owner`update mails set next_attempt_at = clock_timestamp() + interval '1 hour' where sent_at is null`
  expect(await mailQueueState(operator())).toMatchObject({ due: 0, lagSeconds: null })
})
