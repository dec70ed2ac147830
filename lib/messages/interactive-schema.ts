import { z } from 'zod'
import { always, characters, listed } from '@/lib/core/characters'
import { HeaderDocument, HeaderMedia, Link } from '@/lib/messages/media-schema'

/** Meta's limits, in characters. Source: Cloud API reference, section 2.3. */
export const interactiveLimits = {
  header: 60,
  footer: 60,
  body: 1_024,
  listBody: 4_096,
  buttons: 3,
  buttonId: 256,
  buttonTitle: 20,
  listButton: 20,
  sections: 10,
  rows: 10,
  sectionTitle: 24,
  rowId: 200,
  rowTitle: 24,
  rowDescription: 72,
  displayText: 20,
} as const
const limits = interactiveLimits

const TextHeader = z.strictObject({
  type: z.literal('text').describe('A line of text.'),
  text: characters(limits.header).describe('The line.'),
})
const Header = z.discriminatedUnion('type', [
  TextHeader,
  z.strictObject({ type: z.literal('image').describe('A picture.'), image: HeaderMedia.describe('Which.') }),
  z.strictObject({ type: z.literal('video').describe('A video.'), video: HeaderMedia.describe('Which.') }),
  z.strictObject({
    type: z.literal('document').describe('A file.'),
    document: HeaderDocument.describe('Which.'),
  }),
])
const body = (max: number) =>
  z.strictObject({ text: characters(max).describe('The text.') }).describe('What it says.')
const footer = z
  .strictObject({ text: characters(limits.footer).describe('The line.') })
  .optional()
  .describe('A small line below.')

const Reply = z.strictObject({
  type: z.literal('reply').describe('Always `reply`.'),
  reply: z
    .strictObject({
      id: characters(limits.buttonId).describe('Comes back when the person taps it.'),
      title: characters(limits.buttonTitle).describe('What the button says.'),
    })
    .describe('The button.'),
})

const Buttons = z
  .strictObject({
    type: z.literal('button').describe('Up to three buttons.'),
    header: Header.optional().describe('What stands above.'),
    body: body(limits.body),
    footer,
    action: z
      .strictObject({ buttons: listed(Reply, limits.buttons, 1).describe('The buttons.') })
      .describe('What the person can do.'),
  })
  .superRefine(({ action }, context) => {
    const buttons = partsOf(action?.buttons)
    tellOfRepeats(
      buttons.map(({ reply }) => reply?.id),
      (index) => context.addIssue(repeated(['action', 'buttons', index, 'reply', 'id'])),
    )
    tellOfRepeats(
      buttons.map(({ reply }) => reply?.title),
      (index) => context.addIssue(repeated(['action', 'buttons', index, 'reply', 'title'])),
    )
  }, always)

const Row = z.strictObject({
  id: characters(limits.rowId).describe('Comes back when the person chooses it.'),
  title: characters(limits.rowTitle).describe('What the row says.'),
  description: characters(limits.rowDescription).optional().describe('A smaller line below.'),
})
const Section = z.strictObject({
  title: characters(limits.sectionTitle)
    .optional()
    .describe('What stands above its rows; needed when there are more sections than one.'),
  rows: listed(Row, limits.rows, 1).describe('What there is to choose from.'),
})

const List = z
  .strictObject({
    type: z.literal('list').describe('A list to choose from.'),
    header: TextHeader.optional().describe('What stands above.'),
    body: body(limits.listBody),
    footer,
    action: z
      .strictObject({
        button: characters(limits.listButton).describe('What opens the list.'),
        sections: listed(Section, limits.sections, 1).describe('Its parts, ten rows in all.'),
      })
      .describe('What the person can do.'),
  })
  .superRefine(({ action }, context) => {
    const sections = partsOf(action?.sections)
    const rows = sections.flatMap((section, at) =>
      partsOf(section.rows).map((row, index) => ({ id: row.id, path: [at, 'rows', index, 'id'] })),
    )
    if (rows.length > limits.rows)
      context.addIssue({
        code: 'custom',
        path: ['action', 'sections'],
        message: `A list has at most ${limits.rows} rows in all; these are ${rows.length}.`,
        params: { fix: `Leave out ${rows.length - limits.rows}.` },
      })
    tellOfRepeats(
      rows.map(({ id }) => id),
      (index) => context.addIssue(repeated(['action', 'sections', ...(rows[index]?.path ?? [])])),
    )
    if (sections.length > 1)
      for (const [at, section] of sections.entries())
        if (section.title === undefined)
          context.addIssue({
            code: 'custom',
            path: ['action', 'sections', at, 'title'],
            message: 'With more than one section each needs a title.',
          })
  }, always)

const UrlButton = z.strictObject({
  type: z.literal('cta_url').describe('A button that opens a page.'),
  header: Header.optional().describe('What stands above.'),
  body: body(limits.body),
  footer,
  action: z
    .strictObject({
      name: z.literal('cta_url').describe('Always `cta_url`.'),
      parameters: z
        .strictObject({
          display_text: characters(limits.displayText).describe('What the button says.'),
          url: Link.describe('The page that it opens.'),
        })
        .describe('The button.'),
    })
    .describe('What the person can do.'),
})

const LocationRequest = z.strictObject({
  type: z.literal('location_request_message').describe('Asks where the person is.'),
  body: body(limits.body),
  action: z
    .strictObject({ name: z.literal('send_location').describe('Always `send_location`.') })
    .describe('What the person can do.'),
})

export const Interactive = z.discriminatedUnion('type', [Buttons, List, UrlButton, LocationRequest])

/** What has not passed its own checks may be anything; those who compare members look at what is there. */
function partsOf<Part extends object>(parts: Part[] | undefined): Partial<Part>[] {
  return Array.isArray(parts) ? parts.map((part) => (typeof part === 'object' && part ? part : {})) : []
}

function tellOfRepeats(values: unknown[], tell: (index: number) => void): void {
  for (const [index, value] of values.entries())
    if (value !== undefined && values.indexOf(value) < index) tell(index)
}

function repeated(path: (string | number)[]) {
  return {
    code: 'custom' as const,
    path,
    message: 'Another one is called the same.',
    params: { fix: 'Give each its own.' },
  }
}
