// The load generator: a process of its own, so that its work is in nobody's figures. It is told what to do by its
// parent and answers with what it saw.
import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { exchange, openClients } from './exchange'
import { LoadPlan, type LoadResult } from './plan'

type Plan = z.output<typeof LoadPlan>

let phone = 190_000_000 + Math.floor(Math.random() * 500_000_000)

process.on('message', async (message) => {
  try {
    process.send?.(await run(LoadPlan.parse(message)))
  } catch (error) {
    process.send?.({ failure: error instanceof Error ? error.message : String(error) })
  }
})
process.on('disconnect', () => process.exit())

async function run(plan: Plan): Promise<LoadResult> {
  const clients = await openClients(plan.url, plan.connections)
  const times: number[] = []
  const ids: string[] = []
  let [wrong, example, next] = [0, '', 0]

  const cpu = process.cpuUsage()
  const startedAt = Date.now()
  const started = performance.now()
  const deadline = started + (plan.seconds ?? Number.POSITIVE_INFINITY) * 1_000
  const most = plan.body.includes('{id}') ? plan.ids.length : Number.POSITIVE_INFINITY
  const amount = Math.min(plan.amount ?? most, most)
  await Promise.all(
    clients.map(async (client) => {
      while (next < amount && performance.now() < deadline) {
        const due = plan.perSecond ? started + (next * 1_000) / plan.perSecond : 0
        const index = next++
        const request = makeRequest(plan, index)
        if (due > performance.now()) await pause(due - performance.now())
        const before = performance.now()
        const answer = await exchange(client, request)
        times.push(performance.now() - before)
        if (answer.status !== plan.status) {
          wrong++
          example ||= `${answer.status} ${answer.body}`
        } else if (plan.collect) ids[index] = /"otp_id":"(\w+)"/.exec(answer.body)?.[1] ?? ''
      }
    }),
  )
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  await Promise.all(clients.map((client) => client.close()))

  times.sort((left, right) => left - right)
  const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const latency = { p50: quantile(0.5), p99: quantile(0.99) }
  return { requests: times.length, seconds, startedAt, ...latency, cpu: user + system, wrong, example, ids }
}

function makeRequest({ url, method, keys, body, ids }: Plan, index: number) {
  const text = body.replace('{phone}', () => `+919${phone++}`).replace('{id}', () => ids[index] ?? '')
  return {
    method,
    path: new URL(url).pathname,
    headers: {
      authorization: `Bearer ${keys[index % keys.length] ?? ''}`,
      'content-type': 'application/json',
    },
    body: text,
  }
}
