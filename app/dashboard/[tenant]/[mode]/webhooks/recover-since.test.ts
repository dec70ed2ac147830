import { describe, expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { presets, sinceOf } from './recover-since'

const now = new Date('2026-11-24T12:00:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

describe('since when a recovery looks', () => {
  test('a preset is counted back from now', () => {
    expect(sinceOf('hour', '', now)).toEqual({ ok: true, since: '2026-11-24T11:00:00.000Z' })
    expect(sinceOf('day', '', now)).toEqual({ ok: true, since: '2026-11-23T12:00:00.000Z' })
    expect(sinceOf('week', '', now)).toEqual({ ok: true, since: '2026-11-17T12:00:00.000Z' })
  })

  test('a time of one’s own is taken as it is', () => {
    expect(sinceOf('own', daysAgo(2), now)).toEqual({ ok: true, since: daysAgo(2) })
  })

  test.each([
    ['nothing', '', 'Choose a day and a time.'],
    ['no time at all', 'yesterday', 'Choose a day and a time.'],
    ['a time to come', daysAgo(-1), 'That time is still to come.'],
    ['more than the door allows', daysAgo(policy.webhooks.recoverDays + 1), 'At most 30 days'],
  ])('%s is refused before it is sent', (_, own, fault) => {
    expect(sinceOf('own', own, now)).toEqual({ ok: false, fault: expect.stringContaining(fault) })
  })

  test('no preset reaches further back than the door allows', () => {
    for (const preset of presets) {
      const since = sinceOf(preset, daysAgo(1), now)
      expect(since.ok && since.since >= daysAgo(policy.webhooks.recoverDays)).toBe(true)
    }
  })
})
