import { isSQLWrapper, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type TenantTx, withTenant } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { selectConversations } from '@/lib/messages/conversation-store'
import { makeTalk } from '@/lib/messages/fixtures/talk'
import { selectMessages, selectWindows } from '@/lib/messages/list-store'
import { newest, selectPersonConversations, waysTo } from '@/lib/messages/thread-store'

const phone = '+14155550100'
const id = newUuid()
const [byContact, byPhone, byUserId] = waysTo({ contactId: id, phone, bsuid: 'US.1' })
const thread = (way: typeof byContact) => (tx: TenantTx) => (way ? newest(tx, way, 41) : null)

/** Of tables that are still small the planner reads all; where it may not, it shows what it could do instead. */
const questions: [name: string, index: RegExp, ask: (tx: TenantTx) => unknown][] = [
  ['a page', /_pkey/, (tx) => selectMessages(tx, { limit: 26 })],
  ['the next page', /_pkey/, (tx) => selectMessages(tx, { limit: 26, before: id })],
  ['to a number', /phone/, (tx) => selectMessages(tx, { limit: 26, to: phone })],
  ['of a person', /phone/, (tx) => selectMessages(tx, { limit: 26, person: phone })],
  ['what came in', /mode_id_idx/, (tx) => selectMessages(tx, { limit: 26, direction: 'inbound' })],
  ['a thread by its contact', /contact/, thread(byContact)],
  ['a thread by the number', /phone/, thread(byPhone)],
  ['a thread by the user id', /bsuid/, thread(byUserId)],
  ['windows', /Index.* conversations_/, (tx) => selectWindows(tx, [id], [phone])],
  [
    'conversations',
    /Index.* conversations_/,
    (tx) => selectConversations(tx, { limit: 26, inNumbers: true }),
  ],
  ['a person’s conversations', /Index.* conversations_/, (tx) => selectPersonConversations(tx, id, [phone])],
]

test.each(questions)('%s is read by an index, and no table from end to end', async (_, index, ask) => {
  const { ctx } = await makeTalk()
  const plan = await withTenant(ctx, async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    const query = ask(tx)
    if (!isSQLWrapper(query)) throw new Error('There is nothing to explain.')
    const lines = await tx.execute(sql`explain ${query}`)
    return lines.map((line) => String(line['QUERY PLAN'])).join('\n')
  })
  expect(plan).toMatch(index)
  expect(plan).not.toMatch(/Seq Scan on (messages|conversations)/)
})
