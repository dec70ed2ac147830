declare const proven: unique symbol

export type Mode = 'live' | 'test'
export const modes = ['live', 'test'] as const satisfies readonly Mode[]

export const roles = ['owner', 'admin', 'developer', 'support', 'billing'] as const
export type Role = (typeof roles)[number]

/** Who acts. */
export type Actor =
  | { type: 'api_key'; id: string; name: string; scopes: readonly string[]; senderId: string | null }
  | {
      type: 'user'
      id: string
      email: string
      role: Role
      sessionId: string
      /** When they last proved who they are. */
      authenticatedAt: Date
      /** When this session last proved a second factor; null when it never did. */
      secondFactorAt: Date | null
    }
  | { type: 'system'; job: string }

declare const transaction: unique symbol
/** A transaction of this tenant, opaque to the core; `db/tenant.ts` alone makes one and looks inside. */
export type TransactionHandle = { readonly [transaction]: true }

/**
 * Work that belongs to a request but not before its answer; the door runs it once the answer is out. What a refused
 * call has put off goes the way of all it did, but for what records the refusal itself.
 */
export type Defer = (work: () => Promise<void>, fate?: { evenIfRefused: boolean }) => void

type Proof = {
  /** The tenant's UUID. */
  tenantId: string
  mode: Mode
  /** The language that messages are in unless their sender says otherwise. */
  defaultLocale: string
  actor: Actor
  /** The request's UUID. */
  requestId: string
  /** Where the call came from; empty for what we do by ourselves, and where a platform does not say. */
  address: string
  defer: Defer
  /** The transaction that everything of this request has to be part of, when there is one. */
  within?: TransactionHandle
}

/** A tenant that somebody has proven to act for. Born only where a key, a session or a named job proves it. */
export type Ctx = Proof & { readonly [proven]: true }

/** Only the places that prove a tenant may call this; `lib/house.test.ts` lists them. */
export function proveContext(proof: Proof): Ctx {
  return proof as Ctx
}
