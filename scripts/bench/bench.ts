import type { Server } from './child'
import type { Options } from './options'
import type { Sample, Tools } from './rounds'
import type { Spread } from './stats'
import type { World } from './world'

/** What every suite is handed. */
export interface Bench extends Tools {
  world: World
  options: Options
  /** `server.ts` on the app's own database, started when first asked for. */
  app(): Promise<Server>
  /** The door alone, on the database where nothing sweeps. */
  door(): Promise<Server>
}

export interface Row {
  /** As `performance.md` names the goal; none for context. */
  goal?: string
  what: string
  ratio: Spread
  atMost?: number
  atLeast?: number
}

export interface Outcome {
  rows: Row[]
  /** Every sample of every target, by the target's name. */
  samples: Record<string, Sample[]>
  /** What could not be measured, and why. */
  missing?: string
}

export const sendPath = '/api/v1/otp/send'
export const sendBody = '{"to":"{phone}","expiry":600}'
export const refusedBody = '{"to":"+919190000000","code_length":99}'
