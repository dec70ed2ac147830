import type { EndpointHealth } from '@/lib/webhooks/health-schema'

type Words = {
  state: 'good' | 'attention' | 'quiet'
  words: string
  ratio: number | null
  /** Of the slowest endpoint. */
  p95: number | null
}

/** All endpoints that are not disabled in a sentence: what needs somebody first. */
export function webhookWords(health: EndpointHealth[]): Words {
  const open = health.filter(({ state }) => state !== 'disabled')
  const sum = (of: (one: EndpointHealth) => number) => open.reduce((all, one) => all + of(one), 0)
  const [delivered, failed] = [sum(({ delivered_24h }) => delivered_24h), sum(({ failed_24h }) => failed_24h)]
  const slowest = Math.max(-1, ...open.map(({ p95_ms }) => p95_ms ?? -1))
  const figures = {
    ratio: delivered + failed === 0 ? null : delivered / (delivered + failed),
    p95: slowest < 0 ? null : slowest,
  }
  const inState = (state: EndpointHealth['state']) => health.filter((one) => one.state === state).length
  const [failing, enabled] = [inState('failing'), inState('enabled')]
  if (failing > 0) return { state: 'attention', words: `${endpoints(failing)} failing.`, ...figures }
  if (enabled === 0) return { state: 'quiet', words: `${endpoints(health.length)} disabled.`, ...figures }
  if (failed > 0)
    return {
      state: 'attention',
      words: `${failed === 1 ? 'One delivery has' : `${failed.toLocaleString('en')} deliveries have`} not arrived.`,
      ...figures,
    }
  if (delivered === 0) return { state: 'quiet', words: 'Nothing to deliver yet.', ...figures }
  return { state: 'good', words: 'All delivered.', ...figures }
}

function endpoints(count: number): string {
  return count === 1 ? 'One endpoint is' : `${count} endpoints are`
}
