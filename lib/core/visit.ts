import type { Defer } from './context'

/** A person's request before, or beside, any tenant: who they say they are is still to be proven. */
export type Visit = {
  /** The request's UUID. */
  requestId: string
  /** Empty where a platform does not say. */
  address: string
  userAgent: string
  defer: Defer
}
