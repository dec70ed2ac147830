import type { Defer } from './context'

/** A person's request before, or beside, any tenant: who they say they are is still to be proven. */
export type Visit = {
  /** The request's UUID. */
  requestId: string
  /** Empty where a platform does not say. */
  address: string
  userAgent: string
  /** The token by which the browser is known again, as it sent it; left out where it has none. */
  device?: string
  defer: Defer
}
