import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillTemplate, placesIn } from '@/lib/messages/fill-template'
import { messageTypes } from '@/lib/messages/list-schema'
import { placesOf } from '@/lib/messages/list-sendable'
import { TemplateContent, TemplateShape } from '@/lib/messages/preview-schema'
import { previewText } from '@/lib/messages/preview-text'
import { type Readable, readPreview } from '@/lib/messages/read-preview'

function preview(type: string, content: Readable['content'], more: Partial<Readable> = {}) {
  return readPreview(
    { type, content, otp_id: null, template: null, language: null, ...more },
    { mayRead: true },
  )
}
const said = (type: string, content: Readable['content']) => previewText(preview(type, content))

describe('each type says what it says', () => {
  test.each<[string, Readable['content'], string]>([
    ['text', { body: 'Good\n morning' }, 'Good morning'],
    ['image', { id: 'med_1', caption: 'The receipt' }, 'Picture · The receipt'],
    ['video', { link: 'https://example.test/v.mp4' }, 'Video'],
    ['audio', { id: 'med_1', voice: true }, 'Voice or sound'],
    ['document', { id: 'med_1', filename: 'bill.pdf' }, 'Document · bill.pdf'],
    ['sticker', { id: 'med_1', animated: false }, 'Sticker'],
    ['location', { latitude: 1, longitude: 2, name: 'The shop' }, 'Location · The shop'],
    [
      'contacts',
      { contacts: [{ name: { formatted_name: 'Bo' }, phones: [{ phone: '+1' }] }] },
      'Contact · Bo',
    ],
    ['interactive', { type: 'button', body: { text: 'Yes?' }, action: { buttons: [] } }, 'Yes?'],
    ['interactive', { type: 'button_reply', button_reply: { id: 'a', title: 'Yes' } }, 'Yes'],
    ['interactive', { type: 'list_reply', list_reply: { id: 'a', title: 'Blue', description: 'x' } }, 'Blue'],
    ['interactive', { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent' } }, 'Sent'],
    ['button', { text: 'Track it', payload: 'TRACK' }, 'Track it'],
    ['reaction', { message_id: 'wamid.X', emoji: '👍' }, 'Reacted 👍'],
    ['reaction', { message_id: 'wamid.X' }, 'Took a reaction back'],
    ['order', { catalog_id: '1', product_items: [{ product_retailer_id: 'a' }] }, 'Order · 1 item'],
    ['system', { body: 'Ana changed numbers', type: 'user_changed_number' }, 'Ana changed numbers'],
    ['revoke', { original_message_id: 'wamid.X' }, 'The person took a message back.'],
    ['unsupported', { errors: [{ title: 'Message type unknown' }] }, 'Message type unknown'],
    ['poll_creation', { question: '?' }, 'WhatsApp does not hand over poll creation.'],
    ['text', null, 'Nothing is kept of it'],
  ])('%s %j', (type, content, expected) => {
    expect(said(type, content)).toBe(expected)
  })

  test('buttons, a list and a link are laid out', () => {
    const list = preview('interactive', {
      type: 'list',
      header: { type: 'text', text: 'Menu' },
      body: { text: 'Choose' },
      footer: { text: 'until eight' },
      action: { button: 'See all', sections: [{ title: 'Hot', rows: [{ id: '1', title: 'Tea' }] }] },
    })
    expect(list).toMatchObject({
      header: { text: 'Menu' },
      footer: 'until eight',
      buttons: [{ text: 'See all', detail: null }],
      sections: [{ title: 'Hot', rows: [{ text: 'Tea' }] }],
    })
    const link = { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://example.test' } }
    expect(preview('interactive', { type: 'cta_url', body: { text: 'x' }, action: link })).toMatchObject({
      buttons: [{ text: 'Open', detail: 'https://example.test' }],
    })
    const image = { type: 'image', image: { id: 'med_1' } }
    expect(preview('interactive', { type: 'button', header: image, body: { text: 'x' } })).toMatchObject({
      header: { form: 'image', id: 'med_1', link: null },
    })
  })

  test('what carried a code, and what a role may not read, say so whatever they hold', () => {
    const message = { type: 'text', content: { body: '123456' }, template: null, language: null }
    const sealed = readPreview({ ...message, otp_id: 'otp_1' }, { mayRead: true })
    const hidden = readPreview({ ...message, otp_id: null }, { mayRead: false })
    expect([sealed.kind, hidden.kind]).toEqual(['sealed', 'hidden'])
    expect(previewText(sealed) + previewText(hidden)).not.toContain('123456')
  })
})

describe('a template', () => {
  const shape = TemplateShape.parse([
    { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
    { type: 'BODY', text: 'Hello {{name}}, it costs {{price}}. Hello again, {{name}}!' },
    { type: 'FOOTER', text: 'Thanks' },
    { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.test/{{1}}' }] },
  ])

  test('is shown with its parameters in their places', () => {
    const content = TemplateContent.parse({
      name: 'order',
      components: [
        { type: 'header', parameters: [{ type: 'text', text: '1001' }] },
        {
          type: 'body',
          parameters: [
            { type: 'currency', parameter_name: 'price', currency: { fallback_value: '9 EUR' } },
            { type: 'text', parameter_name: 'name', text: 'Ana' },
          ],
        },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'a1' }] },
      ],
    })
    expect(fillTemplate(shape, content)).toEqual({
      header: { text: 'Order 1001' },
      body: 'Hello Ana, it costs 9 EUR. Hello again, Ana!',
      footer: 'Thanks',
      buttons: [{ text: 'Track', detail: 'https://example.test/a1' }],
      sections: [],
    })
  })

  test('asks for each place once, and for a file where one stands above', () => {
    expect(placesOf(shape).map(({ part, name }) => `${part} ${name}`)).toEqual([
      'header 1',
      'body name',
      'body price',
      'button 1',
    ])
    expect(placesOf(TemplateShape.parse([{ type: 'HEADER', format: 'IMAGE' }]))).toMatchObject([
      { part: 'header', kind: 'image' },
    ])
  })

  test('whose parts nobody has read is told by its name and parameters', () => {
    const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }]
    expect(said('template', { name: 'order', language: { code: 'en' }, components })).toBe('order · Ana')
  })

  test('a place that nothing is given for stays as it is written', () => {
    expect(fillTemplate(shape, TemplateContent.parse({})).header).toEqual({ text: 'Order {{1}}' })
    expect(placesIn('{{1}} {{ 2 }} {{}} {{1}}')).toEqual(['1', '2'])
  })
})

describe('whatever is kept, it can be shown', () => {
  const names = [
    'body',
    'header',
    'action',
    'type',
    'text',
    'contacts',
    'name',
    'phones',
    'buttons',
    'sections',
  ]
  const more = [
    'components',
    'parameters',
    'product_items',
    'errors',
    'image',
    'link',
    'id',
    'rows',
    'reply',
    '0',
  ]
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, ...more), tie('any'), { maxKeys: 5 }),
    ),
  })).any
  const content = fc.dictionary(fc.oneof(fc.constantFrom(...names, ...more), fc.string()), value)

  test('no content of any type makes a preview fail, and each is one line', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...messageTypes, 'poll', '__proto__'),
        content,
        value,
        (type, kept, shape) => {
          const message = { type, content: kept, otp_id: null, template: null, language: null }
          const text = previewText(readPreview(message, { mayRead: true, shape: TemplateShape.parse(shape) }))
          expect(text).not.toMatch(/\n/)
          expect([...text].length).toBeLessThanOrEqual(161)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
