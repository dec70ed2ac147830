import { z } from 'zod'

/** As people count them: an emoji beyond the first 65,536 characters is one, and not the two that JavaScript sees. */
export function countCharacters(text: string): number {
  return [...text].length
}

/** A text of so many characters. The fault says by how many it is too long. */
export function characters(max: number, min = 1) {
  return z
    .string()
    .superRefine((text, context) => {
      const count = countCharacters(text)
      if (count < min) context.addIssue({ code: 'custom', message: 'Must not be empty.' })
      if (count > max)
        context.addIssue({
          code: 'custom',
          message: `Must be at most ${max} characters; these are ${count}.`,
          params: { fix: `Shorten it by ${count - max}.` },
        })
    })
    .meta({ minLength: min, maxLength: max })
}

/** Checks that see a whole object run beside those of its members, so that every fault is told at once. */
export const always = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null,
}

/** Too many or too few of something is one fault of several, and keeps nobody from seeing the others. */
export function listed<Item extends z.ZodType>(item: Item, max: number, min = 0) {
  return z
    .array(item)
    .superRefine(({ length }, context) => {
      if (length < min) context.addIssue({ code: 'custom', message: `Must be at least ${min}.` })
      if (length > max)
        context.addIssue({
          code: 'custom',
          message: `Must be at most ${max}; these are ${length}.`,
          params: { fix: `Leave out ${length - max}.` },
        })
    }, always)
    .meta({ minItems: min, maxItems: max })
}
