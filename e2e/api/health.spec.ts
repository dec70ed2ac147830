import { expect, test } from '../fixtures'
import { exchange } from '../support/wire'

test.describe('GET /api/health', () => {
  for (const [name, status] of [
    ['live', 'live'],
    ['ready', 'ready'],
  ]) {
    test(`${name} answers anybody, and says nothing but that`, async ({ world }) => {
      const reply = await exchange(world.app_url, { path: `/api/health/${name}` })
      expect(reply).toMatchObject({ status: 200, json: { status } })
      expect(Object.keys(fieldsOf(reply.json))).toEqual(['status'])
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers['set-cookie']).toBeUndefined()
    })

    test(`${name} can be asked and not changed`, async ({ world }) => {
      const reply = await exchange(world.app_url, { path: `/api/health/${name}`, method: 'POST', body: '' })
      expect(reply.status).toBe(405)
    })
  }
})

function fieldsOf(value: unknown): object {
  return typeof value === 'object' && value ? value : {}
}
