import { z } from 'zod'

const Mark = z.object({
  /** In milliseconds since 1970. */
  at: z.number(),
  /** What was said, in a form that can be compared. */
  tag: z.string(),
})

/** By the name of a thing, what Meta last said of it and when. */
export const Marks = z.record(z.string(), Mark).catch({})
export type Mark = z.infer<typeof Mark>
export type Marks = z.infer<typeof Marks>

/**
 * Whether this was said after what is known. Of two things said at the same instant, which Meta counts in whole
 * seconds, the tags decide: whichever arrives first, the same one stands in the end.
 */
export function isNewer(marks: Marks, name: string, { at, tag }: Mark): boolean {
  const known = marks[name]
  if (!known) return true
  return at === known.at ? tag > known.tag : at > known.at
}
