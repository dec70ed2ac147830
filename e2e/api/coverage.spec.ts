import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { endpoints } from '@/lib/http/endpoints'
import { apiBase } from '@/lib/http/router'
import { expect, test } from '../fixtures'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')
const routeFolder = path.join(root, 'app', apiBase)
/** The 404 of every path that no endpoint has. */
const catchAll = '[...path]/route.ts'

const routeOf = (endpointPath: string) => `${endpointPath.slice(1).replaceAll(/\{(\w+)\}/g, '[$1]')}/route.ts`

test('every endpoint has its route file, which serves it', () => {
  for (const endpoint of endpoints) {
    const file = path.join(routeFolder, routeOf(endpoint.path))
    expect(existsSync(file), `${endpoint.method} ${endpoint.path} at ${file}`).toBe(true)
  }
})

test('every route file below the public API belongs to an endpoint', () => {
  const files = readdirSync(routeFolder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => path.basename(file).startsWith('route.'))
  const known = [...endpoints.map((endpoint) => routeOf(endpoint.path)), catchAll]
  expect(files.filter((file) => !known.includes(file))).toEqual([])
})

test('every endpoint has its spec', () => {
  const specs = readdirSync(here)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => readFileSync(path.join(here, name), 'utf8'))
    .join('\n')
  for (const { method, path: below } of endpoints)
    expect(specs).toContain(`test.describe('${method} ${apiBase}${below}', () => {`)
})
