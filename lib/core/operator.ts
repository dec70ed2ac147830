import type { Visit } from './visit'

declare const proven: unique symbol

type Proof = Visit & { userId: string; email: string; authenticatedAt: Date }

/** One of us at work: signed in with a second factor. Born only where a session proves it. */
export type Operator = Proof & { readonly [proven]: true }

/** Only the place that proves an operator may call this; `lib/house.test.ts` names it. */
export function proveOperator(proof: Proof): Operator {
  return proof as Operator
}
