import { z } from 'zod'

/** A label on a button, and what pressing it does. Meta's shape; its kind in upper case. */
export const ButtonInput = z.looseObject({
  type: z
    .string()
    .max(32)
    .transform((type) => type.toUpperCase()),
  text: z.string().max(200).optional(),
  url: z.string().max(4_000).optional(),
  phone_number: z.string().max(64).optional(),
  example: z.union([z.string().max(4_000), z.array(z.string().max(4_000)).max(10)]).optional(),
})
export type ButtonInput = z.output<typeof ButtonInput>

const NamedExample = z.object({ param_name: z.string().max(200), example: z.string().max(1_024) })
export const ComponentExample = z.looseObject({
  header_text: z.array(z.string().max(1_024)).max(10).optional(),
  header_handle: z.array(z.string().max(4_000)).max(10).optional(),
  header_text_named_params: z.array(NamedExample).max(10).optional(),
  body_text: z
    .array(z.array(z.string().max(1_024)).max(100))
    .max(10)
    .optional(),
  body_text_named_params: z.array(NamedExample).max(100).optional(),
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
    .optional(),
  text: z.string().max(8_000).optional(),
  example: ComponentExample.optional(),
  buttons: z.array(ButtonInput).max(50).optional(),
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
