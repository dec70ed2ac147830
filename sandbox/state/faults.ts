import { z } from 'zod'

const regex = z.string().transform((source, check) => {
  try {
    // A number such as +14155550100 is meant as written.
    return new RegExp(source.replace(/^(\^?)\+/, '$1\\+'))
  } catch {
    check.addIssue({ code: 'custom', message: 'must be a regular expression' })
    return z.NEVER
  }
})

export const FaultInput = z
  .strictObject({
    target: z.literal('meta'),
    match: regex.optional(),
    status: z.number().int().min(400).max(599).optional(),
    code: z.number().int().min(0).optional(),
    delay_ms: z.number().int().min(0).max(600_000).optional(),
    reset: z.boolean().optional(),
    times: z.number().int().min(1).optional(),
    after: z.boolean().default(false),
  })
  .refine((fault) => fault.status || fault.code !== undefined || fault.delay_ms || fault.reset, {
    message: 'needs status, code, delay_ms or reset',
  })
export type Fault = z.output<typeof FaultInput>

const mostFaults = 1000

export class Faults {
  #faults: Fault[] = []

  add(fault: Fault): boolean {
    if (this.#faults.length >= mostFaults) return false
    this.#faults.push({ ...fault })
    return true
  }

  /** The first fault that fits, and one of its times is used up. `subjects` are what `match` is held against. */
  take(after: boolean, subjects: string[]): Fault | undefined {
    const fault = this.#faults.find(
      (candidate) =>
        candidate.after === after &&
        (!candidate.match || subjects.some((subject) => candidate.match?.test(subject))),
    )
    if (fault?.times !== undefined) {
      fault.times -= 1
      if (fault.times === 0) this.#faults = this.#faults.filter((candidate) => candidate !== fault)
    }
    return fault
  }

  list() {
    return this.#faults.map((fault) => ({ ...fault, match: fault.match?.source }))
  }

  reset(): void {
    this.#faults = []
  }
}
