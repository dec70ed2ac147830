import type { TenantTx } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { MessageStatus } from '@/lib/messages/schema'
import type { MessageRow } from '@/lib/messages/store'

/**
 * Whoever a message is sent for. Messages lie to the left of their owners in the house and do not know them;
 * whoever composes the two hands the owner in.
 */
export type MessageOwner = {
  /** The code to send now, or null when the message has lost its purpose. */
  code: (tx: TenantTx, message: MessageRow) => Promise<string | null>
  /** Called in the transaction that moved the messages, with every status that each of them passed. */
  moved: (tx: TenantTx, moves: Move[]) => Promise<void>
  /**
   * A person wrote to a number of the tenant. Called again for what Meta delivers again. Answers with the text as it
   * may be kept: what is a secret of the owner's is not in it.
   */
  received: (ctx: Ctx, message: InboundText) => Promise<string>
  /** A person says that they never asked for what this message brought; null where Meta does not say which. */
  disowned: (tx: TenantTx, message: MessageRow | null, by: Disowning) => Promise<void>
}

export type Move = { message: MessageRow; passed: MessageStatus[] }
export type Disowning = { wamid: string; phone: string | null; at: Date }

/** `phone` is null for people whom WhatsApp names by their username alone. */
export type InboundText = { wamid: string; text: string; phone: string | null; at: Date }

/** What a message's fate means to whom it was sent for, and what it says. */
export type Sending = Pick<MessageOwner, 'code' | 'moved'>

/** Of messages that say what they say, and are sent for nobody but the tenant. */
export const nobody: Sending = { code: async () => null, moved: async () => {} }
