import { z } from 'zod'
import type { World } from './world'

const Messages = z.object({
  data: z.array(
    z.object({
      wamid: z.string(),
      to: z.string(),
      code: z.string().optional(),
      biz_opaque_callback_data: z.string().optional(),
    }),
  ),
})
/** As many as the sandbox remembers. */
const limit = 5_000

export interface Arrivals {
  messages: number
  /** Messages of ours that reached a phone under more than one id. */
  duplicates: string[]
}

/** What arrived at the phones: each code once, and each message of ours under one id. */
export async function readArrivals({ sandboxUrl }: World): Promise<Arrivals> {
  const response = await fetch(`${sandboxUrl}/_sandbox/messages?limit=${limit}`)
  const { data } = Messages.parse(await response.json())
  if (data.length >= limit)
    throw new Error(`The sandbox remembers ${limit} messages: use fewer kills or a lower rate.`)
  const byMessage = group(data, (message) => message.biz_opaque_callback_data ?? 'without callback data')
  const byCode = group(data, (message) => `${message.to} with the code ${message.code}`)
  return { messages: data.length, duplicates: [...twice(byMessage), ...twice(byCode)] }
}

/** The ids under each name. */
function group<T extends { wamid: string }>(messages: readonly T[], nameOf: (message: T) => string) {
  const groups = new Map<string, Set<string>>()
  for (const message of messages) {
    const name = nameOf(message)
    groups.set(name, (groups.get(name) ?? new Set()).add(message.wamid))
  }
  return groups
}

function twice(groups: Map<string, Set<string>>): string[] {
  return [...groups]
    .filter(([, wamids]) => wamids.size > 1)
    .map(([name, wamids]) => `${name}: ${[...wamids].join(', ')}`)
}
