const tiers: Record<number, string> = {
  50: 'TIER_50',
  250: 'TIER_250',
  1000: 'TIER_1K',
  2000: 'TIER_2K',
  10000: 'TIER_10K',
  100000: 'TIER_100K',
}

/** A messaging limit as Meta's API writes it: its webhooks say `TIER_2K`, or 2000, or -1 for none. */
export function limitOf(said: string | number | null | undefined): string | null {
  if (said === null || said === undefined || said === '' || said === 'TIER_NOT_SET') return null
  const count = Number(said)
  if (Number.isNaN(count)) return /^TIER_/.test(String(said)) ? String(said) : null
  return count < 0 ? 'TIER_UNLIMITED' : (tiers[count] ?? `TIER_${count}`)
}

/** How many people may be written to in 24 hours outside their windows; Infinity without a limit, null unknown. */
export function peoplePerDay(limit: string | null): number | null {
  if (limit === 'TIER_UNLIMITED') return Number.POSITIVE_INFINITY
  const [, count, unit] = /^TIER_(\d+)([KM]?)$/.exec(limit ?? '') ?? []
  if (count === undefined) return null
  return Number(count) * (unit === 'M' ? 1_000_000 : unit === 'K' ? 1_000 : 1)
}

/** For people: `2,000 people`. */
export function limitWords(limit: string | null): string {
  const people = peoplePerDay(limit)
  if (people === null) return 'a number of people that it does not name'
  return people === Number.POSITIVE_INFINITY
    ? 'any number of people'
    : `${people.toLocaleString('en')} people`
}
