import { z } from 'zod'

/** A label on a button, and what pressing it does. Meta's shape; its kind in upper case. */
export const ButtonInput = z.looseObject({
  type: z
    .string()
    .max(32)
    .transform((type) => type.toUpperCase()),
  text: z.string().max(200).optional(),
  url: z.string().max(4_000).optional().describe('Where a button of type `URL` leads.'),
  phone_number: z.string().max(64).optional().describe('Whom a button of type `PHONE_NUMBER` calls.'),
  example: z
    .union([z.string().max(4_000), z.array(z.string().max(4_000)).max(10)])
    .optional()
    .describe('A sample of the whole address, or of the code.'),
})
export type ButtonInput = z.output<typeof ButtonInput>

const NamedExample = z.object({
  param_name: z.string().max(200).describe('The name of the variable.'),
  example: z.string().max(1_024).describe('What will stand there, for example.'),
})
export const ComponentExample = z.looseObject({
  header_text: z
    .array(z.string().max(1_024))
    .max(10)
    .optional()
    .describe('A sample of the variable in the header.'),
  header_handle: z
    .array(z.string().max(4_000))
    .max(10)
    .optional()
    .describe('The handle of a sample that was uploaded to Meta.'),
  header_text_named_params: z
    .array(NamedExample)
    .max(10)
    .optional()
    .describe('The same where variables have names.'),
  body_text: z
    .array(z.array(z.string().max(1_024)).max(100))
    .max(10)
    .optional()
    .describe('One list of samples of the variables in the body, in their order.'),
  body_text_named_params: z
    .array(NamedExample)
    .max(100)
    .optional()
    .describe('The same where variables have names.'),
})

/** A part of a template, shaped as Meta shapes it. What it says is the linter's to judge. */
export const ComponentInput = z.looseObject({
  type: z
    .string()
    .max(32)
    .transform((type) => type.toUpperCase()),
  format: z
    .string()
    .max(32)
    .transform((format) => format.toUpperCase())
    .optional()
    .describe('Of a header: `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT` or `LOCATION`.'),
  text: z.string().max(8_000).optional(),
  example: ComponentExample.optional().describe('Samples of the variables, for the people who review it.'),
  buttons: z.array(ButtonInput).max(50).optional().describe('Up to ten buttons.'),
})
export type ComponentInput = z.output<typeof ComponentInput>

/** As they stand in a row, whoever wrote them; what cannot be read is left out. */
export function readComponents(stored: unknown): ComponentInput[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one) => {
    const parsed = ComponentInput.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}

export function partOf(components: readonly ComponentInput[], type: string): ComponentInput | undefined {
  return components.find((component) => component.type === type)
}

/** The variables of a text in their order, each once: `1` or `first_name`. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim()))]
}
