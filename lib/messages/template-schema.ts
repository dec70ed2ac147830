import { z } from 'zod'
import { always, characters, listed } from '@/lib/core/characters'
import { HeaderDocument, HeaderMedia } from '@/lib/messages/media-schema'

export const parameterMax = 1_024
export const couponMax = 15

const named = {
  parameter_name: characters(64)
    .regex(/^[a-z0-9_]+$/, 'Must be lower case letters, digits and underscores.')
    .optional()
    .describe('Which parameter it is, where the template names them; else they go by their order.'),
}

const Parameter = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text').describe('A text.'),
    text: characters(parameterMax).describe('What is put in.'),
    ...named,
  }),
  z.strictObject({
    type: z.literal('currency').describe('An amount of money.'),
    currency: z
      .strictObject({
        fallback_value: characters(parameterMax).describe('The amount as text.'),
        code: z
          .string()
          .regex(/^[A-Z]{3}$/, 'Must be three letters such as USD.')
          .describe('The currency.'),
        amount_1000: z.int().describe('The amount, times 1,000.'),
      })
      .describe('How much.'),
    ...named,
  }),
  z.strictObject({
    type: z.literal('date_time').describe('A time.'),
    date_time: z
      .strictObject({ fallback_value: characters(parameterMax).describe('The time as text.') })
      .describe('When.'),
    ...named,
  }),
  z.strictObject({ type: z.literal('image').describe('A picture.'), image: HeaderMedia.describe('Which.') }),
  z.strictObject({ type: z.literal('video').describe('A video.'), video: HeaderMedia.describe('Which.') }),
  z.strictObject({
    type: z.literal('document').describe('A file.'),
    document: HeaderDocument.describe('Which.'),
  }),
  z.strictObject({
    type: z.literal('location').describe('A place.'),
    location: z
      .strictObject({
        latitude: z.number().min(-90).max(90).describe('Degrees north.'),
        longitude: z.number().min(-180).max(180).describe('Degrees east.'),
        name: characters(1_000).optional().describe('What the place is called.'),
        address: characters(1_000).optional().describe('Where it is, in words.'),
      })
      .describe('Where.'),
  }),
  z.strictObject({
    type: z.literal('payload').describe('What a quick reply brings back.'),
    payload: characters(256).describe('Comes back when the person taps the button.'),
  }),
  z.strictObject({
    type: z.literal('coupon_code').describe('A code to copy.'),
    coupon_code: characters(couponMax).describe('The code.'),
  }),
  z.strictObject({
    type: z.literal('action').describe('What a flow starts with.'),
    action: z.record(z.string(), z.unknown()).describe("As Meta's flows take it."),
  }),
])
export type TemplateParameter = z.output<typeof Parameter>

const parameters = listed(Parameter, 50).describe('What is put into its places.')

/** Meta writes the place of a button as a string, and takes a number as well. */
const Index = z
  .union([z.string().regex(/^\d$/, 'Must be a digit.'), z.int().min(0).max(9)])
  .transform(String)
  .describe('Which button, from 0.')

const Component = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header').describe('What stands above.'), parameters }),
  z.strictObject({ type: z.literal('body').describe('The text.'), parameters }),
  z.strictObject({
    type: z.literal('button').describe('One button.'),
    sub_type: z.enum(['url', 'quick_reply', 'copy_code', 'flow']).describe('What the button does.'),
    index: Index,
    parameters,
  }),
])
export type TemplateComponent = z.output<typeof Component>

export const TemplateContent = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9_]{1,512}$/, 'Must be lower case letters, digits and underscores.')
      .describe("The template's name."),
    language: z
      .strictObject({
        code: z
          .string()
          .regex(/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/, 'Must be a language code such as en or pt_BR.')
          .describe('Such as `en_US`.'),
        policy: z.literal('deterministic').optional().describe('The one policy that Meta knows.'),
      })
      .describe('The language to send it in.'),
    components: listed(Component, 20).optional().describe('What fills its places.'),
  })
  .superRefine(({ components }, context) => {
    const list = Array.isArray(components) ? components : []
    const seen = new Set<string>()
    for (const [at, component] of list.entries()) {
      const place = component?.type === 'button' ? `button ${component.index}` : component?.type
      if (seen.has(String(place)))
        context.addIssue({
          code: 'custom',
          path: ['components', at],
          message: component.type === 'button' ? 'This button is filled twice.' : 'It is there twice.',
          params: { fix: 'Leave one of them out.' },
        })
      seen.add(String(place))
    }
    const styles = list.flatMap((component, at) => stylesOf(component).map((isNamed) => ({ isNamed, at })))
    const odd = styles.find(({ isNamed }) => isNamed !== styles[0]?.isNamed)
    if (odd)
      context.addIssue({
        code: 'custom',
        path: ['components', odd.at, 'parameters'],
        message: 'Either all parameters have a `parameter_name`, or none has.',
      })
  }, always)
export type TemplateContent = z.output<typeof TemplateContent>

/** Whether each text of a header or body is named; those of buttons never are. */
function stylesOf(component: Partial<TemplateComponent> | undefined): boolean[] {
  if (component?.type === 'button' || !Array.isArray(component?.parameters)) return []
  return component.parameters.flatMap((parameter) => {
    const type = parameter?.type
    if (type !== 'text' && type !== 'currency' && type !== 'date_time') return []
    return [parameter.parameter_name !== undefined]
  })
}
