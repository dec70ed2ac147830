import { expect, test } from 'vitest'
import { replayWords } from './replay-words'

const endpoints = {
  whe_on: { url: 'https://a.example/', enabled: true },
  whe_off: { url: 'https://b.example/', enabled: false },
}
const chosen = new Map([
  ['dlv_1', 'whe_on'],
  ['dlv_2', 'whe_off'],
  ['dlv_3', 'whe_off'],
  ['dlv_4', 'whe_gone'],
])
const conflict = (id: string) => ({ id, code: 'state_conflict' })

test('says how many were queued, and nothing else when none was refused', () => {
  expect(replayWords({ queued: 12, refused: [] }, chosen, endpoints)).toBe('Queued 12.')
})

test('says why one was refused', () => {
  expect(replayWords({ queued: 12, refused: [conflict('dlv_2')] }, chosen, endpoints)).toBe(
    'Queued 12, refused 1 because its endpoint is disabled.',
  )
})

test('counts each reason by itself', () => {
  const refused = [...['dlv_2', 'dlv_3', 'dlv_4', 'dlv_1'].map(conflict), { id: 'dlv_5', code: 'not_found' }]
  expect(replayWords({ queued: 0, refused }, chosen, endpoints)).toBe(
    'Queued 0, refused 2 because their endpoint is disabled, refused 1 because its endpoint was deleted, ' +
      'refused 1 because its event is no longer kept, refused 1 because its record is no longer kept.',
  )
})
