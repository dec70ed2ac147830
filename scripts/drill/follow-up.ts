import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { World } from './world'

const Otp = z.object({ delivery_status: z.string() })
const finalStatuses = ['delivered', 'read', 'failed', 'canceled']
const atOnce = 8

/** An OTP that was acknowledged, and the key that may ask after it. */
export interface Accepted {
  id: string
  key: string
}

export interface Fates {
  /** How many OTPs ended in which status. */
  final: Map<string, number>
  /** Still under way when the time was up. */
  unfinished: string[]
  /** Acknowledged, and not to be found. */
  lost: string[]
}

/** Asks after every OTP until each has reached its end, or the time is up. */
export async function followUp(world: World, accepted: readonly Accepted[], seconds: number): Promise<Fates> {
  const deadline = Date.now() + seconds * 1_000
  const final = new Map<string, number>()
  const lost: string[] = []
  let open = [...accepted]
  for (;;) {
    const statuses = await askAll(world, open)
    for (const [id, status] of statuses) {
      if (status === null) lost.push(id)
      else if (finalStatuses.includes(status)) final.set(status, (final.get(status) ?? 0) + 1)
    }
    open = open.filter(({ id }) => !isOver(statuses.get(id)))
    if (open.length === 0 || Date.now() > deadline)
      return { final, unfinished: open.map(({ id }) => id), lost }
    await pause(2_000)
  }
}

function isOver(status: string | null | undefined): boolean {
  return status === null || (status !== undefined && finalStatuses.includes(status))
}

/** Null stands for a 404; an id whose question failed is left out, to be asked again. */
async function askAll(world: World, otps: readonly Accepted[]): Promise<Map<string, string | null>> {
  const statuses = new Map<string, string | null>()
  const waiting = [...otps]
  const worker = async () => {
    for (let otp = waiting.pop(); otp !== undefined; otp = waiting.pop()) {
      const status = await ask(world, otp).catch(() => undefined)
      if (status !== undefined) statuses.set(otp.id, status)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return statuses
}

async function ask({ appUrl }: World, { id, key }: Accepted): Promise<string | null | undefined> {
  const response = await fetch(`${appUrl}/api/v1/otp/${id}`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(10_000),
  })
  if (response.status === 404) return null
  return response.ok ? Otp.parse(await response.json()).delivery_status : undefined
}
