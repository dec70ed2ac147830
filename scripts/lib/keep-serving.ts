import { setTimeout as pause } from 'node:timers/promises'
import { type NodeProcess, type Running, startNode, waitUntilHealthy } from './processes'
import { requireRunning } from './supervise'

const deathsAllowed = 5
const withinSeconds = 30
const firstPauseSeconds = 0.5
const longestPauseSeconds = 10

/**
 * Starts a server and waits until it answers. `watch` then starts it again whenever it dies, a little later each time,
 * and throws when it dies so often that starting it again would help nobody.
 */
export async function startServer(options: NodeProcess, healthUrl: string, timeoutSeconds: number) {
  const first = startNode(options)
  await waitUntilHealthy(first, healthUrl, timeoutSeconds)
  return { watch: () => watch(first, options), stop: first.stop, lastLines: first.lastLines }
}

async function watch(first: Running, options: NodeProcess): Promise<never> {
  const deaths: number[] = []
  for (let running = first; ; running = startNode(options)) {
    const { how } = await running.ended
    requireRunning()
    const now = Date.now()
    deaths.push(now)
    const recent = deaths.filter((time) => now - time < withinSeconds * 1_000).length
    if (recent >= deathsAllowed) {
      const often = `${recent} times within ${withinSeconds} s`
      throw new Error(`${options.name} died ${often}, so it stays down: ${how}.\n${running.lastLines()}`)
    }
    const seconds = Math.min(firstPauseSeconds * 2 ** (recent - 1), longestPauseSeconds)
    console.error(`${options.name} died: ${how}. Starting it again in ${seconds} s.`)
    await pause(seconds * 1_000)
  }
}
