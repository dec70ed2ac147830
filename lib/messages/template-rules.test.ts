import { describe, expect, test } from 'vitest'
import { faultsOfFilling } from '@/lib/messages/template-rules'
import { TemplateContent } from '@/lib/messages/template-schema'

const text = (value: string) => ({ type: 'text', text: value })
const named = (name: string) => ({ ...text('x'), parameter_name: name })

function faults(
  stored: unknown,
  components: unknown,
  more: { parameterFormat?: string; category?: string } = {},
) {
  const content = TemplateContent.parse({ name: 'x', language: { code: 'en' }, components })
  const approved = { components: stored, parameterFormat: 'POSITIONAL', category: 'UTILITY', ...more }
  return faultsOfFilling(approved, content).map(({ path, message }) => `${path}: ${message}`)
}

const body = { type: 'BODY', text: 'Hello {{1}}, {{2}} and again {{1}}' }

describe('the body', () => {
  test('takes as many parameters as it has places, each counted once', () => {
    expect(faults([body], [{ type: 'body', parameters: [text('a'), text('b')] }])).toEqual([])
    expect(faults([body], [{ type: 'body', parameters: [text('a')] }])).toEqual([
      'template.components.0.parameters: The body takes 2 parameters; these are 1.',
    ])
    expect(faults([body], [])).toEqual([
      'template.components.body: The body takes 2 parameters; these are 0.',
    ])
    expect(
      faults([{ type: 'BODY', text: 'Hello' }], [{ type: 'body', parameters: [text('a')] }]),
    ).toHaveLength(1)
  })

  test('takes names where it has names, and order where it has order', () => {
    const stored = [{ type: 'BODY', text: 'Hello {{first_name}}, {{order}}' }]
    const isNamed = { parameterFormat: 'NAMED' }
    expect(
      faults(stored, [{ type: 'body', parameters: [named('order'), named('first_name')] }], isNamed),
    ).toEqual([])
    expect(
      faults(stored, [{ type: 'body', parameters: [named('order'), named('colour')] }], isNamed),
    ).toEqual([
      'template.components.0.parameters: The body takes a parameter called first_name.',
      'template.components.0.parameters: The body takes no parameter called colour.',
    ])
    expect(
      faults(stored, [{ type: 'body', parameters: [text('a'), text('b')] }], isNamed).length,
    ).toBeGreaterThan(0)
    expect(faults([body], [{ type: 'body', parameters: [named('a'), named('b')] }])).toEqual([
      "template.components.0.parameters: The template's parameters go by their order; leave parameter_name out.",
    ])
  })
})

test('a header of a picture takes exactly that picture', () => {
  const stored = [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: 'Hello' },
  ]
  const image = { type: 'image', image: { link: 'https://x.example/a.png' } }
  expect(faults(stored, [{ type: 'header', parameters: [image] }])).toEqual([])
  for (const components of [
    [],
    [{ type: 'header', parameters: [text('a')] }],
    [{ type: 'header', parameters: [image, image] }],
  ])
    expect(faults(stored, components)).toEqual([
      expect.stringMatching(/The header takes exactly one parameter, of the type image\./),
    ])
})

test('a button with a place in its address needs it; one without takes none; and one that is not there is no button', () => {
  const stored = [
    { type: 'BODY', text: 'Hello' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'URL', text: 'Track', url: 'https://x.example/{{1}}' },
        { type: 'URL', text: 'Help', url: 'https://x.example' },
        { type: 'QUICK_REPLY', text: 'Stop' },
      ],
    },
  ]
  const button = (index: number, sub_type = 'url', parameter: object = text('1')) => ({
    type: 'button',
    sub_type,
    index,
    parameters: [parameter],
  })
  expect(faults(stored, [button(0)])).toEqual([])
  expect(faults(stored, [button(0), button(2, 'quick_reply', { type: 'payload', payload: 'STOP' })])).toEqual(
    [],
  )
  expect(faults(stored, [])).toEqual([expect.stringMatching(/Button 0 needs a component/)])
  expect(faults(stored, [button(0), button(1)])).toEqual([
    expect.stringMatching(/address of button 1 takes no parameter/),
  ])
  expect(faults(stored, [button(0), button(3)])).toEqual([expect.stringMatching(/has no button 3/)])
  expect(faults(stored, [button(0), button(2)])).toEqual([
    expect.stringMatching(/of the sub_type quick_reply/),
  ])
})

test('a code goes twice, is the same both times, and has 15 characters at most', () => {
  const category = 'AUTHENTICATION'
  const otp = (first: string, second = first) => [
    { type: 'body', parameters: [text(first)] },
    { type: 'button', sub_type: 'url', index: '0', parameters: [text(second)] },
  ]
  expect(faults(null, otp('482913'), { category })).toEqual([])
  expect(faults(null, otp('482913', '482914'), { category })).toHaveLength(1)
  expect(faults(null, otp('1234567890123456'), { category })).toHaveLength(1)
  expect(faults(null, otp('482913').slice(0, 1), { category })).toHaveLength(1)
})

test('nothing is said about a template whose components nobody has read', () => {
  expect(faults(null, [{ type: 'body', parameters: [text('a')] }])).toEqual([])
})
