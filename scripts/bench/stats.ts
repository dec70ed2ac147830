export interface Spread {
  median: number
  min: number
  max: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length / 2
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 }
}

/** Of each round the one over the other; only what ran in the same round may be compared. */
export function ratios<T>(ours: readonly T[], peers: readonly T[], figure: (sample: T) => number): Spread {
  return spreadOf(
    ours.flatMap((sample, round) => {
      const peer = peers[round]
      return peer === undefined || figure(peer) === 0 ? [] : [figure(sample) / figure(peer)]
    }),
  )
}

export function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item)
}
