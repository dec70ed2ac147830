import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDelimiter, readCsv } from '@/lib/contacts/csv-rules'
import { csvText } from '@/lib/contacts/csv-text'
import { mapFile } from '@/lib/contacts/map-file'
import { readContacts } from '@/lib/contacts/read-contacts'
import { readLoosePhone } from '@/lib/core/loose-phone'

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = []
  for await (const row of rows) gathered.push(row)
  return gathered
}
const cellsOf = async (text: string) =>
  (await all(readCsv(text, findDelimiter(text)))).map(({ cells }) => cells)
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )
const read = async (text: string, wishes = {}) => {
  const { mapping } = await mapFile(text, wishes)
  return { mapping, rows: await all(readContacts(text, mapping)) }
}

describe('a file is read as it was written', () => {
  test('whatever stands in its cells', async () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.boolean(),
        async (rows, delimiter, bom) => {
          const text =
            (bom ? '\ufeff' : '') + stringify(rows, { delimiter, quoted: true, record_delimiter: '\r\n' })
          const filled = rows.filter((cells) => cells.some((content) => content.trim() !== ''))
          expect((await all(readCsv(text, delimiter))).map(({ cells }) => cells)).toEqual(filled)
        },
      ),
    )
  })

  test.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n"1;0";2',
      [
        ['a', 'b'],
        ['1;0', '2'],
      ],
    ],
    [
      '\ufeffa\tb\r1\t2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a|b\n\n  \n1|"2\n3"\n',
      [
        ['a', 'b'],
        ['1', '2\n3'],
      ],
    ],
    [
      '"a,x";b\n1;2',
      [
        ['a,x', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'name,size\nAna,5" pipe',
      [
        ['name', 'size'],
        ['Ana', '5" pipe'],
      ],
    ],
    ['a\n+14155550100', [['a'], ['+14155550100']]],
  ])('%j', async (text, cells) => {
    expect(await cellsOf(text)).toEqual(cells)
  })

  test('and what is no CSV is refused in words', async () => {
    for (const [text, words] of [
      ['a,b\n1,"2\n3', /quote that is opened in row 2/],
      ['a\0b', /NUL/],
      [Array.from({ length: 101 }, () => 'x').join(','), /more than 100 columns/],
      [`a\n"${'x'.repeat(600_000)}"`, /cell in row 2 is too long/],
    ] as const)
      expect(await refusal(cellsOf(text))).toMatchObject({
        code: 'validation_failed',
        options: { detail: expect.stringMatching(words) },
      })
    expect(await refusal(cellsOf(`a\n${'x\n'.repeat(100_001)}`))).toMatchObject({ code: 'validation_failed' })
  })

  test('and any text at all is read or refused, never a fault of ours', async () => {
    const text = fc.array(
      fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '+1', '\0', '\ufeff', '\t', ' ', '🦅', '='),
    )
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        const error = await refusal(read(parts.join('')))
        if (error !== null) expect(error).toMatchObject({ code: 'validation_failed' })
      }),
    )
  })
})

describe('columns are known by their names, and else by what stands in them', () => {
  test.each([
    [
      'Phone,Full Name,E-mail,Labels,Unsubscribed,City,id',
      'phone name email tags opted_out attribute:city skip',
    ],
    ['Teléfono;Nombre;Código postal', 'phone name attribute:codigo_postal'],
    ['电话,姓名', 'phone name'],
    ['Mobile,Phone', 'phone skip'],
    ['Tel.,2nd,Größe,!!', 'phone attribute:nd attribute:gro_e skip'],
  ])('%s', async (head, fields) => {
    const delimiter = findDelimiter(head)
    const row = head
      .split(delimiter)
      .map((_, index) => (index === 0 ? '+14155550100' : 'x'))
      .join(delimiter)
    expect((await read(`${head}\n${row}`)).mapping).toMatchObject({
      header: true,
      columns: fields.split(' '),
    })
  })

  test('a file without a header is seen as one', async () => {
    const { mapping, rows } = await read('Ana,+14155550100,ana@example.test\n')
    expect(mapping).toMatchObject({
      header: false,
      columns: ['skip', 'phone', 'email'],
      names: ['Column 1', 'Column 2', 'Column 3'],
    })
    expect(rows).toMatchObject([
      { row: 1, contact: { phone: '+14155550100', email: 'ana@example.test' }, faults: [] },
    ])
  })
})

describe('a row', () => {
  test('is a contact, its empty cells left out', async () => {
    const { rows } = await read('phone,name,tags,opted_out,city\n\'+14155550100, Ana ,"VIP; New|x",yes,\n')
    expect(rows).toEqual([
      {
        row: 2,
        cells: expect.anything(),
        faults: [],
        contact: {
          phone: '+14155550100',
          name: 'Ana',
          email: null,
          tags: ['vip', 'new', 'x'],
          attributes: {},
          optedOut: true,
        },
      },
    ])
  })

  test.each([
    ['phone\n415555', 'Does not say its country.'],
    ['phone\n4.15555E+10', 'Was shortened by the spreadsheet, and its digits are lost.'],
    ['phone\nsoon', 'Is no phone number.'],
    ['phone,name\n,Ana', 'Is empty.'],
    ['phone,email\n+14155550100,ana', 'Enter an email address, such as ana@example.com.'],
    ['phone,opted_out\n+14155550100,perhaps', 'Says neither yes nor no.'],
    ['phone,name\n+14155550100,Ana,Lisbon', 'Has 3 cells where the file has 2 columns.'],
    [`phone,city\n+14155550100,${'x'.repeat(501)}`, expect.stringContaining('500')],
    ['phone,name\n+14155550100,"A\tB"', expect.stringContaining('control characters')],
  ])('with a fault says which: %s', async (text, message) => {
    const { rows } = await read(text)
    expect(rows).toMatchObject([{ row: 2, faults: [{ message }] }])
  })

  test('with the number of an earlier one, however it is written, is refused', async () => {
    const { rows } = await read('phone\n+5215512345678\n\n+52 55 1234 5678\n')
    expect(rows).toMatchObject([
      { row: 2, faults: [] },
      { row: 4, faults: [{ message: 'Has the same number as row 2.' }] },
    ])
  })

  test('of our own export comes back as it went out', async () => {
    const cells = ['+14155550100', '=1+1', 'a, b']
    const { rows } = await read(csvText([['phone', 'name', 'tags'], cells]))
    expect(rows).toMatchObject([{ contact: { phone: cells[0], name: '=1+1', tags: ['a', 'b'] }, faults: [] }])
  })
})

test.each([
  ['+1 (415) 555-0100', null, '+14155550100'],
  ['0049 151 12345678', null, '+4915112345678'],
  ['0151 12345678', 'DE', '+4915112345678'],
  ['(415) 555-0100', 'US', '+14155550100'],
  ['14155550100', 'US', '+14155550100'],
  ['+4915112345678', 'US', '+4915112345678'],
  ['11 91234-5678', 'BR', '+5511912345678'],
  ['＋４９１５１１２３４５６７８', null, '+4915112345678'],
  ['0151 12345678', null, null],
  ['0151 12345678', 'XX', null],
  ['call me', 'US', null],
  ['1-800-FLOWERS', 'US', null],
  ['12', 'US', null],
  ['+1415555', null, null],
  ['', 'US', null],
])('the number %j, of the country %j, is %j', (text, country, phone) => {
  expect(readLoosePhone(text, country)).toBe(phone)
})
