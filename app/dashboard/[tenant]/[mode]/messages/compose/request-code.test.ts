import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curlOf, type RequestBody, readRequest, typescriptOf } from './request-code'

const origin = 'https://hawk.example'
const bodies: fc.Arbitrary<RequestBody> = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
  .map((body) => JSON.parse(JSON.stringify(body)))

test.each([
  ['curl', curlOf],
  ['TypeScript', typescriptOf],
])('whatever is written as %s is read as the same request', (_, write) => {
  fc.assert(
    fc.property(bodies, (body) => {
      expect(readRequest(write(body, origin))).toEqual(body)
    }),
  )
})

test('a change in the code is read, and what is half typed is not', () => {
  const code = curlOf({ to: '+15550100001', type: 'text', text: { body: "It's blue" } }, origin)
  expect(readRequest(code.replace('blue', 'red'))).toMatchObject({ text: { body: "It's red" } })
  expect(readRequest(code.slice(0, -3))).toBeNull()
  expect(readRequest('')).toBeNull()
  expect(readRequest('[1]')).toBeNull()
  expect(readRequest('{"type":"text"}')).toEqual({ type: 'text' })
})
