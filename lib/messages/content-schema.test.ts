import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInput } from '@/lib/core/check-input'
import { AppError, type Fault } from '@/lib/core/errors'
import { newTypeId } from '@/lib/core/ids'
import { outboundTypes, SendMessageInput } from '@/lib/messages/content-schema'

const to = '+12025550141'
const link = 'https://cdn.example/p.jpg'
const message = (type: string, content: unknown, more: object = {}) => ({
  to,
  type,
  [type]: content,
  ...more,
})

function faultsOf(input: unknown): Fault[] {
  try {
    checkInput(SendMessageInput, input)
    return []
  } catch (error) {
    if (error instanceof AppError) return error.options.faults ?? []
    throw error
  }
}
const pathsOf = (input: unknown) => faultsOf(input).map(({ path }) => path)

const x = (length: number) => 'x'.repeat(length)
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } })
const buttons = (list: unknown, body = 'Well?') => ({
  type: 'button',
  body: { text: body },
  action: { buttons: list },
})
describe('what belongs together', () => {
  test.each(['image', 'video', 'audio', 'document', 'sticker'])(
    '%s takes an id or a link, not both and not neither',
    (type) => {
      const id = newTypeId('media')
      expect(faultsOf(message(type, { id }))).toEqual([])
      expect(faultsOf(message(type, { link }))).toEqual([])
      expect(pathsOf(message(type, { id, link }))).toEqual([`${type}.id`])
      expect(pathsOf(message(type, {}))).toEqual([`${type}.id`])
      expect(pathsOf(message(type, { id: '900333000111001' }))).toEqual([`${type}.id`])
      expect(pathsOf(message(type, { link: 'ftp://x.example/a' }))).toEqual([`${type}.link`])
    },
  )

  test.each(outboundTypes)('a %s needs its own object, and takes no other', (type) => {
    expect(pathsOf({ to, type })).toContain(type)
    expect(
      pathsOf({ to, type, text: { body: 'x' }, location: { latitude: 1, longitude: 1 } }).length,
    ).toBeGreaterThan(0)
  })

  test('to and recipient: exactly one', () => {
    const text = { type: 'text', text: { body: 'x' } }
    expect(faultsOf({ ...text, recipient: 'US.13491208655302741918' })).toEqual([])
    expect(faultsOf({ ...text, recipient: 'US.ENT.13491208655302741918' })).toEqual([])
    expect(pathsOf(text)).toEqual(['to'])
    expect(pathsOf({ ...text, to, recipient: 'US.1' })).toEqual(['to'])
    for (const recipient of ['us.1', 'US1', 'US.', 'USA.1', 'US.1 2', ''])
      expect(pathsOf({ ...text, recipient }), recipient).toEqual(['recipient'])
  })

  test('a template’s parameters are all named or none is, and each place is filled once', () => {
    const named = { type: 'text', parameter_name: 'a', text: '1' }
    const plain = { type: 'text', text: '2' }
    const template = (components: unknown) =>
      message('template', { name: 'x', language: { code: 'en' }, components })
    expect(faultsOf(template([{ type: 'body', parameters: [named] }]))).toEqual([])
    expect(pathsOf(template([{ type: 'body', parameters: [named, plain] }]))).toEqual([
      'template.components.0.parameters',
    ])
    expect(
      pathsOf(
        template([
          { type: 'header', parameters: [plain] },
          { type: 'body', parameters: [named] },
        ]),
      ),
    ).toEqual(['template.components.1.parameters'])
    const button = { type: 'button', sub_type: 'url', index: 0, parameters: [plain] }
    expect(pathsOf(template([button, { ...button, index: '0' }]))).toEqual(['template.components.1'])
    expect(pathsOf(template([{ ...button, index: 10 }]))).toEqual(['template.components.0.index'])
    expect(
      pathsOf(
        template([
          { type: 'body', parameters: [] },
          { type: 'body', parameters: [] },
        ]),
      ),
    ).toEqual(['template.components.1'])
  })

  test('a card has more of the name than the whole of it', () => {
    expect(pathsOf(message('contacts', [{ name: { formatted_name: 'A B' } }]))).toEqual(['contacts.0.name'])
  })

  test('every fault is told at once, each with its place', () => {
    expect(
      pathsOf({
        to: '12025550141',
        type: 'interactive',
        interactive: {
          ...buttons([reply('', x(21)), reply('', x(21))]),
          footer: { text: x(61) },
          colour: 'red',
        },
        text: { body: 'x' },
        send_at: 'tomorrow',
        metadata: { a: 1 },
        colour: 'red',
      }).sort(),
    ).toEqual(
      [
        'colour',
        'interactive.action.buttons.0.reply.id',
        'interactive.action.buttons.0.reply.title',
        'interactive.action.buttons.1.reply.id',
        'interactive.action.buttons.1.reply.id',
        'interactive.action.buttons.1.reply.title',
        'interactive.action.buttons.1.reply.title',
        'interactive.colour',
        'interactive.footer.text',
        'metadata.a',
        'send_at',
        'text',
        'to',
      ].sort(),
    )
  })

  test('too many of something hides no other fault', () => {
    const four = Array.from({ length: 4 }, () => reply('a', 'b'))
    const paths = pathsOf({ to, type: 'interactive', interactive: buttons(four), text: { body: 'x' } })
    expect(paths).toEqual(
      expect.arrayContaining(['interactive.action.buttons', 'interactive.action.buttons.3.reply.id', 'text']),
    )
  })

  test('whatever is sent, the answer is a check and never a fault of ours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...outboundTypes), fc.jsonValue({ maxDepth: 5 }), (type, content) => {
        expect(() => faultsOf(message(type, content))).not.toThrow()
      }),
      { numRuns: 2_000 },
    )
  })
})
