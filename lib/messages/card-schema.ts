import { z } from 'zod'
import { always, characters, listed } from '@/lib/core/characters'

/** More is no contact card any more. Meta names no limits here. */
const Line = characters(256).optional()
const kind = Line.describe('What sort, such as `HOME` or `WORK`.')

const nameParts = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix'] as const

const Name = z
  .strictObject({
    formatted_name: characters(256).describe('The whole name, as it is shown.'),
    first_name: Line.describe('The given name.'),
    last_name: Line.describe('The family name.'),
    middle_name: Line.describe('The middle name.'),
    suffix: Line.describe('What follows the name.'),
    prefix: Line.describe('What precedes the name.'),
  })
  .superRefine((name, context) => {
    if (nameParts.every((part) => name[part] === undefined))
      context.addIssue({
        code: 'custom',
        message: 'Beside `formatted_name` it needs at least one other part of the name.',
        params: { fix: 'Add `first_name`.' },
      })
  }, always)

const Card = z.strictObject({
  name: Name.describe('What they are called.'),
  phones: listed(
    z.strictObject({
      phone: Line.describe('The number, as it is shown.'),
      type: kind,
      wa_id: z
        .string()
        .regex(/^\d{5,20}$/, 'Must be digits.')
        .optional()
        .describe('The number as WhatsApp has it: with it the card offers to write to them.'),
    }),
    20,
  )
    .optional()
    .describe('Their numbers.'),
  emails: listed(z.strictObject({ email: Line.describe('The address.'), type: kind }), 20)
    .optional()
    .describe('Their mail addresses.'),
  addresses: listed(
    z.strictObject({
      street: Line.describe('Street and number.'),
      city: Line.describe('The town.'),
      state: Line.describe('The state.'),
      zip: Line.describe('The postal code.'),
      country: Line.describe('The country.'),
      country_code: Line.describe('Its two letters.'),
      type: kind,
    }),
    20,
  )
    .optional()
    .describe('Where they live or work.'),
  org: z
    .strictObject({
      company: Line.describe('The company.'),
      department: Line.describe('The department.'),
      title: Line.describe('What they do there.'),
    })
    .optional()
    .describe('Where they work.'),
  urls: listed(z.strictObject({ url: Line.describe('The address.'), type: kind }), 20)
    .optional()
    .describe('Their pages.'),
  birthday: z.iso.date('Must be a day such as 1990-12-31.').optional().describe('The day they were born.'),
})

export const Cards = listed(Card, 20, 1)
