import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const file = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../.next/app-path-routes-manifest.json',
)

/** What the build itself says it serves: the files of `app`, and the path of each. */
const manifest = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))

const pathsOf = (kind: 'route' | 'page') =>
  Object.entries(manifest)
    .filter(([source]) => source.endsWith(`/${kind}`))
    .map(([, place]) => place)
    .sort()

export const routePaths = pathsOf('route')
export const pagePaths = pathsOf('page')

/** A path with its parameters filled in; what is not told is filled with something that does not exist. */
export function fillPath(pattern: string, values: Record<string, string> = {}): string {
  return pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => values[name] ?? 'none')
}
