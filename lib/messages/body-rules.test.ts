import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { newTypeId } from '@/lib/core/ids'
import { mediaIdsOf, messageBody } from '@/lib/messages/body-rules'
import { outboundTypes, SendMessageInput } from '@/lib/messages/content-schema'

const Json = z.record(z.string(), z.unknown())
const folder = new URL('./fixtures/meta/', import.meta.url)
const fixtures = readdirSync(folder)
  .filter((name) => name.startsWith('send-'))
  .map((name) => [name, Json.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))] as const)

/** Our ids in place of Meta's, as a client would give them. */
function asGiven(type: string, content: unknown) {
  const given: unknown = structuredClone(content)
  const metaIds = new Map<string, string>()
  const text = JSON.stringify(given).replaceAll(/"id":"(9003330001110\d\d)"/g, (_, metaId: string) => {
    const id = newTypeId('media')
    metaIds.set(id, metaId)
    return `"id":"${id}"`
  })
  const parsed: unknown = JSON.parse(text)
  return { content: type === 'contacts' ? parsed : Json.parse(parsed), metaIds }
}

test('there is one of Meta’s requests for every type', () => {
  expect(new Set(fixtures.map(([, { type }]) => type))).toEqual(new Set(outboundTypes))
})

test.each(fixtures)('%s is taken by the API, and is posted to Meta to the letter', (_, fixture) => {
  const type = z.enum(outboundTypes).parse(fixture.type)
  const { content, metaIds } = asGiven(type, fixture[type])
  const target = z.looseObject({ message_id: z.string() }).safeParse(fixture.context ?? fixture.reaction).data
  const asked = {
    ...(fixture.to === undefined ? { recipient: fixture.recipient } : { to: fixture.to }),
    type,
    [type]: type === 'reaction' ? { ...Json.parse(content), message_id: newTypeId('message') } : content,
    ...(fixture.context ? { reply_to: newTypeId('message') } : {}),
  }
  const taken = SendMessageInput.parse(asked)
  const kept = type === 'contacts' ? { contacts: taken.contacts } : Json.parse(taken[type])
  expect(mediaIdsOf(type, kept).map(({ id }) => id)).toEqual([...metaIds.keys()])
  const body = messageBody({
    type,
    content: kept,
    phone: taken.to ?? null,
    bsuid: taken.recipient ?? null,
    contextWamid: target?.message_id ?? null,
    metaIds,
    ...(fixture.biz_opaque_callback_data === undefined
      ? {}
      : { callbackData: String(fixture.biz_opaque_callback_data) }),
  })
  expect({ messaging_product: 'whatsapp', recipient_type: 'individual', ...body }).toEqual(fixture)
})

test('files are found wherever a message may have them, and nothing else is taken for one', () => {
  const [header, parameter, button] = [newTypeId('media'), newTypeId('media'), newTypeId('media')]
  expect(
    mediaIdsOf('interactive', {
      type: 'button',
      header: { type: 'image', image: { id: header } },
      action: { buttons: [{ type: 'reply', reply: { id: button, title: 'image' } }] },
    }),
  ).toEqual([{ id: header, kind: 'image', path: 'interactive.header.image.id' }])
  expect(
    mediaIdsOf('template', {
      components: [{ type: 'header', parameters: [{ type: 'video', video: { id: parameter } }] }],
    }),
  ).toEqual([{ id: parameter, kind: 'video', path: 'template.components.0.parameters.0.video.id' }])
})

test('somebody who is known both ways is written to by their number', () => {
  const body = messageBody({
    type: 'text',
    content: { body: 'x' },
    phone: '+12025550141',
    bsuid: 'US.1',
    contextWamid: null,
    metaIds: new Map(),
  })
  expect(body).toEqual({ to: '+12025550141', type: 'text', text: { body: 'x' } })
})
