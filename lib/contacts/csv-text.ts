import { stringify } from 'csv-stringify/sync'

/** No cell begins like a formula: whoever opens the file runs nothing. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return stringify([...rows.map((row) => [...row])], { escape_formulas: true, record_delimiter: 'windows' })
}
