/** Vitest numbers its workers from 1 to `maxWorkers`. */
export function workerDatabase(id: number | string): string {
  return `w${id}`
}
