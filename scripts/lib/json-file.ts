import { readFileSync } from 'node:fs'

/** What the file holds; undefined when there is none, or what it holds is damaged. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
