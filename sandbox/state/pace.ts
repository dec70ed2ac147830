import { z } from 'zod'

export const PaceInput = z.strictObject({
  /** Messages a second that one number may send; null for as many as come. */
  throughput: z.number().int().min(1).max(10_000).nullable(),
})

const pairMilliseconds = 6_000
const pairBurst = 45
const mostRemembered = 20_000

/** What Meta counts: how fast a number sends, and how fast it sends to one person. */
export class Pace {
  throughput: number | null = null
  #sent = new Map<string, number[]>()
  #pairs = new Map<string, number>()

  /** The code to refuse this message with, or nothing; then it counts. */
  refusalOf(phoneNumberId: string, person: string, now = Date.now()): number | undefined {
    const recent = (this.#sent.get(phoneNumberId) ?? []).filter((at) => at > now - 1_000)
    if (this.throughput !== null && recent.length >= this.throughput) return 130429
    const pair = `${phoneNumberId} ${person}`
    const free = Math.max(this.#pairs.get(pair) ?? now, now)
    if (free - now > pairMilliseconds * (pairBurst - 1)) return 131056
    if (this.#pairs.size >= mostRemembered) this.#pairs.clear()
    if (this.#sent.size >= mostRemembered) this.#sent.clear()
    this.#pairs.set(pair, free + pairMilliseconds)
    this.#sent.set(phoneNumberId, [...recent, now])
    return undefined
  }

  reset(): void {
    this.throughput = null
    this.#sent.clear()
    this.#pairs.clear()
  }
}
