import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { document } from '@/lib/http/fixtures/documented'
import { eventTypes } from '@/lib/webhooks/schema'
import { eventTypesOf } from '@/sdk/fixtures/types-of'

test('the events of the package are those of the OpenAPI file, field by field', async () => {
  const text = eventTypesOf(document)
  for (const type of eventTypes) expect(text).toContain(`type: '${type}'`)
  await expect(text).toMatchFileSnapshot('src/events.d.ts')
})

test('its types hold', { timeout: 60_000 }, () => {
  const compiler = 'node_modules/typescript/bin/tsc'
  expect(execFileSync(process.execPath, [compiler, '-p', 'sdk'], { encoding: 'utf8' })).toBe('')
})
