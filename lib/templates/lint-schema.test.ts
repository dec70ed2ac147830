import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ComponentInput } from '@/lib/templates/component-schema'
import { type Draft, lintTemplate, suggestName } from '@/lib/templates/lint-schema'

const word = fc.stringMatching(/^[a-z]{2,8}$/)
const name = fc.stringMatching(/^[a-z0-9_]{1,40}$/)

function draft(more: Partial<Draft> & { text?: string; example?: string[] } = {}): Draft {
  const { text = 'Hello {{1}}, your order is on its way.', example = ['Ana'], ...rest } = more
  const components = [ComponentInput.parse({ type: 'body', text, example: { body_text: [example] } })]
  return {
    name: 'order_update',
    language: 'en_US',
    category: 'utility',
    parameterFormat: 'positional',
    components,
    ...rest,
  }
}

const paths = (faults: { path: string }[]) => faults.map(({ path }) => path)

describe('what Meta takes passes', () => {
  test('any body whose variables stand apart among enough words', () => {
    const body = fc.array(fc.tuple(fc.array(word, { minLength: 3, maxLength: 6 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(name, body, (anyName, parts) => {
        const text = `${parts.map(([words], index) => `${words.join(' ')} {{${index + 1}}}`).join(', ')} thank you.`
        const example = parts.map((_, index) => `sample ${index}`)
        expect(lintTemplate(draft({ name: anyName, text, example }))).toEqual([])
      }),
    )
  })

  test('names instead of numbers, a header, a footer and buttons', () => {
    const components = [
      {
        type: 'HEADER',
        format: 'TEXT',
        text: 'Order {{number}}',
        example: { header_text_named_params: [{ param_name: 'number', example: '1' }] },
      },
      {
        type: 'BODY',
        text: 'Hi {{first_name}}, enjoy our autumn offers this week.',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Ana' }] },
      },
      { type: 'FOOTER', text: 'Example Shop' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'quick_reply', text: 'Stop promotions' },
          {
            type: 'url',
            text: 'Track',
            url: 'https://shop.example/t/{{1}}',
            example: ['https://shop.example/t/1'],
          },
          { type: 'phone_number', text: 'Call us', phone_number: '+12025550100' },
        ],
      },
    ].map((component) => ComponentInput.parse(component))
    expect(lintTemplate(draft({ components, parameterFormat: 'named' }))).toEqual([])
  })
})

describe('what Meta refuses is found, and each fault says what would be right', () => {
  test.each([
    ['a variable at the start', '{{1}} is the name of a good friend of mine'],
    ['a variable at the end', 'A good friend of mine has the name {{1}}'],
    ['two next to each other', 'Hello my friend {{1}} {{2}} and thank you for all of this'],
    ['too many for so few words', 'Hi {{1}} and {{2}} bye'],
    ['a gap in the numbers', 'Hello my friend {{2}} and thank you for all of this'],
    ['one that is not closed', 'Hello my friend {{1} and thank you for all of this'],
    ['a name among numbers', 'Hello my friend {{1}} and thank you {{name}} for all of this'],
    ['an empty body', '  '],
    ['a body that is too long', 'x'.repeat(1_025)],
  ])('%s', (_, text) => {
    const faults = lintTemplate(draft({ text, example: ['a', 'b'] }))
    expect(faults.length).toBeGreaterThan(0)
    for (const { path, fix } of faults) {
      expect(path).toMatch(/^components\.0\./)
      expect(fix).toBeTruthy()
    }
  })

  test('a missing example, by its variable', () => {
    const faults = lintTemplate(draft({ example: [' '] }))
    expect(faults).toMatchObject([{ path: 'components.0.example.body_text' }])
    expect(faults[0]?.message).toContain('{{1}}')
  })

  test('names, and the nearest that would do', () => {
    expect(lintTemplate(draft({ name: 'Order Update!' }))).toMatchObject([
      { path: 'name', fix: 'Use order_update.' },
    ])
    fc.assert(fc.property(fc.string(), (text) => /^[a-z0-9_]*$/.test(suggestName(text))))
  })

  test('languages, and the nearest that would do', () => {
    expect(lintTemplate(draft({ language: 'pt' }))).toMatchObject([{ path: 'language', fix: 'Use pt_BR.' }])
    expect(paths(lintTemplate(draft({ language: 'xx_YY' })))).toEqual(['language'])
  })

  test('what belongs to no header, footer, button or time to live', () => {
    const part = (component: object) => {
      const { components } = draft()
      return paths(lintTemplate(draft({ components: [...components, ComponentInput.parse(component)] })))
    }
    expect(part({ type: 'HEADER', format: 'TEXT', text: 'x'.repeat(61) })).toEqual(['components.1.text'])
    expect(part({ type: 'HEADER', format: 'TEXT', text: '*Bold* 🎉' })).toEqual(['components.1.text'])
    expect(part({ type: 'HEADER', format: 'IMAGE' })).toEqual(['components.1.example.header_handle'])
    expect(part({ type: 'FOOTER', text: 'For {{1}}' })).toEqual(['components.1.text'])
    expect(part({ type: 'BODY', text: 'Another body' })).toContain('components.1.type')
    const buttons = (...some: object[]) => part({ type: 'BUTTONS', buttons: some })
    expect(buttons()).toEqual(['components.1.buttons'])
    expect(buttons({ type: 'URL', text: 'x'.repeat(26), url: 'https://a.example' })).toEqual([
      'components.1.buttons.0.text',
    ])
    expect(buttons({ type: 'URL', text: 'Go', url: 'https://a.example/{{1}}/x', example: ['y'] })).toEqual([
      'components.1.buttons.0.url',
    ])
    expect(buttons({ type: 'OTP', text: 'Copy' })).toEqual(['components.1.buttons.0.type'])
    expect(buttons({ type: 'QUICK_REPLY', text: 'A' }, { type: 'QUICK_REPLY', text: 'A' })).toEqual([
      'components.1.buttons',
    ])
    expect(paths(lintTemplate(draft({ ttlSeconds: 10 })))).toEqual(['message_send_ttl_seconds'])
  })

  test('no text at all makes it fall over, and what it finds is told once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), fc.string(), (text, anyName) => {
        const faults = lintTemplate(draft({ text, name: anyName, example: [] }))
        const told = faults.map(({ path, message }) => `${path} ${message}`)
        expect(new Set(told).size).toBe(told.length)
      }),
      { numRuns: 50 },
    )
  })
})
