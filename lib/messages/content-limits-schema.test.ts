import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInput } from '@/lib/core/check-input'
import { AppError, type Fault } from '@/lib/core/errors'
import { SendMessageInput } from '@/lib/messages/content-schema'

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
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ id: `r${from + at}`, title: `Row ${from + at}` }))
const list = (sections: unknown, more: object = {}) => ({
  type: 'list',
  body: { text: 'Pick' },
  action: { button: 'See', sections },
  ...more,
})
const url = (display_text: string) => ({
  type: 'cta_url',
  body: { text: 'Track' },
  action: { name: 'cta_url', parameters: { display_text, url: link } },
})

/** What fits exactly, and by how little it may not be more: the text that grows, and where it is told of. */
const limits: [string, number, (text: string) => object, string][] = [
  ['a text', 4096, (text) => message('text', { body: text }), 'text.body'],
  ['a caption', 1024, (text) => message('image', { link, caption: text }), 'image.caption'],
  ['a caption of a video', 1024, (text) => message('video', { link, caption: text }), 'video.caption'],
  [
    'a caption of a document',
    1024,
    (text) => message('document', { link, caption: text }),
    'document.caption',
  ],
  [
    'a button’s title',
    20,
    (text) => message('interactive', buttons([reply('a', text)])),
    'interactive.action.buttons.0.reply.title',
  ],
  [
    'a button’s id',
    256,
    (text) => message('interactive', buttons([reply(text, 'a')])),
    'interactive.action.buttons.0.reply.id',
  ],
  [
    'a body with buttons',
    1024,
    (text) => message('interactive', buttons([reply('a', 'a')], text)),
    'interactive.body.text',
  ],
  [
    'a header',
    60,
    (text) => message('interactive', { ...buttons([reply('a', 'a')]), header: { type: 'text', text } }),
    'interactive.header.text',
  ],
  [
    'a footer',
    60,
    (text) => message('interactive', { ...buttons([reply('a', 'a')]), footer: { text } }),
    'interactive.footer.text',
  ],
  [
    'a body with a list',
    4096,
    (text) => message('interactive', list([{ rows: rows(1) }], { body: { text } })),
    'interactive.body.text',
  ],
  [
    'a list’s button',
    20,
    (text) => message('interactive', list([], { action: { button: text, sections: [{ rows: rows(1) }] } })),
    'interactive.action.button',
  ],
  [
    'a section’s title',
    24,
    (text) => message('interactive', list([{ title: text, rows: rows(1) }])),
    'interactive.action.sections.0.title',
  ],
  [
    'a row’s id',
    200,
    (text) => message('interactive', list([{ rows: [{ id: text, title: 'a' }] }])),
    'interactive.action.sections.0.rows.0.id',
  ],
  [
    'a row’s title',
    24,
    (text) => message('interactive', list([{ rows: [{ id: 'a', title: text }] }])),
    'interactive.action.sections.0.rows.0.title',
  ],
  [
    'a row’s description',
    72,
    (text) => message('interactive', list([{ rows: [{ id: 'a', title: 'a', description: text }] }])),
    'interactive.action.sections.0.rows.0.description',
  ],
  [
    'what opens a page',
    20,
    (text) => message('interactive', url(text)),
    'interactive.action.parameters.display_text',
  ],
  [
    'a coupon',
    15,
    (text) =>
      message('template', {
        name: 'sale',
        language: { code: 'en' },
        components: [
          {
            type: 'button',
            sub_type: 'copy_code',
            index: 0,
            parameters: [{ type: 'coupon_code', coupon_code: text }],
          },
        ],
      }),
    'template.components.0.parameters.0.coupon_code',
  ],
]

describe('a limit of Meta’s', () => {
  test.each(limits)('%s may have %i characters, and not one more', (_, max, make, path) => {
    expect(faultsOf(make(x(max)))).toEqual([])
    expect(faultsOf(make(x(max + 1)))).toEqual([
      { path, message: `Must be at most ${max} characters; these are ${max + 1}.`, fix: 'Shorten it by 1.' },
    ])
    // An emoji is one character to people and to Meta, and two to JavaScript.
    expect(faultsOf(make('🔑'.repeat(max)))).toEqual([])
    expect(pathsOf(make('🔑'.repeat(max + 1)))).toEqual([path])
    expect(pathsOf(make(''))).toEqual([path])
  })

  test('a text of any characters is taken up to its limit and refused from there on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (title) => {
        const isRefused = pathsOf(message('interactive', buttons([reply('a', title)]))).length > 0
        expect(isRefused).toBe([...title].length > 20)
      }),
    )
  })

  test('a list has ten rows in all, in ten parts at most, each with a title where there are more than one', () => {
    const parts = (counts: number[], title?: string) =>
      counts.map((count, at) => ({ ...(title && { title }), rows: rows(count, at * 10) }))
    expect(faultsOf(message('interactive', list(parts([5, 5], 'Part'))))).toEqual([])
    expect(pathsOf(message('interactive', list(parts([5, 6], 'Part'))))).toEqual([
      'interactive.action.sections',
    ])
    expect(pathsOf(message('interactive', list(parts(Array(11).fill(1), 'Part'))))).toContain(
      'interactive.action.sections',
    )
    expect(pathsOf(message('interactive', list(parts([1, 1]))))).toEqual([
      'interactive.action.sections.0.title',
      'interactive.action.sections.1.title',
    ])
    expect(faultsOf(message('interactive', list(parts([10]))))).toEqual([])
  })

  test('buttons are one to three, and ids and titles are there once; so are the ids of rows', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => reply(`b${at}`, `Button ${at}`))
    expect(faultsOf(message('interactive', buttons(many(3))))).toEqual([])
    for (const count of [0, 4])
      expect(pathsOf(message('interactive', buttons(many(count))))).toEqual(['interactive.action.buttons'])
    expect(pathsOf(message('interactive', buttons([reply('a', 'Yes'), reply('a', 'Yes')])))).toEqual([
      'interactive.action.buttons.1.reply.id',
      'interactive.action.buttons.1.reply.title',
    ])
    const twice = [
      { title: 'A', rows: rows(2) },
      { title: 'B', rows: rows(1) },
    ]
    expect(pathsOf(message('interactive', list(twice)))).toEqual(['interactive.action.sections.1.rows.0.id'])
  })
})
