/** `98.7 %`, `100 %`; a dash where there is nothing to take a part of. Never rounded up to all. */
export function percent(ratio: number | null): string {
  if (ratio === null) return '—'
  const tenths = Math.floor(ratio * 1_000) / 10
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)} %`
}
