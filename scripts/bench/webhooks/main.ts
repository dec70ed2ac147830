// One contestant in a process of its own: CONTESTANT names it. It is told what to do by its parent.
import type { Contestant } from './contestant'
import { Order, type Report } from './contestant'

const makers: Record<string, () => Promise<Contestant>> = {
  floor: async () => (await import('../peers/webhook-floor')).makeFloor(),
  'pg-boss': async () => (await import('../peers/webhook-pg-boss')).makePgBoss({ keepsLog: true }),
  'pg-boss-bare': async () => (await import('../peers/webhook-pg-boss')).makePgBoss({ keepsLog: false }),
  graphile: async () => (await import('../peers/webhook-graphile')).makeGraphile({ keepsLog: true }),
  'graphile-bare': async () => (await import('../peers/webhook-graphile')).makeGraphile({ keepsLog: false }),
  ours: async () => (await import('./ours')).makeOurs({ fromQueue: false }),
  'ours-queue': async () => (await import('./ours')).makeOurs({ fromQueue: true }),
}

const make = makers[process.env.CONTESTANT ?? '']
if (!make) throw new Error('CONTESTANT names none.')
const contestant = make()

process.on('message', async (message) => {
  try {
    process.send?.(await obey(await contestant, Order.parse(message)))
  } catch (error) {
    process.send?.({
      seconds: 0,
      milliseconds: [],
      failure: error instanceof Error ? error.stack : String(error),
    })
  }
})
process.on('disconnect', () => process.exit())

async function obey(it: Contestant, order: Order): Promise<Report> {
  const began = performance.now()
  const milliseconds = order.do === 'oneByOne' ? ((await it.oneByOne?.(order.count)) ?? []) : []
  if (order.do === 'prepare') await it.prepare(order.count)
  if (order.do === 'deliver') await it.deliver()
  return { seconds: (performance.now() - began) / 1_000, milliseconds }
}
