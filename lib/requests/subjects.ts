import { type IdKind, idPrefixes } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

/** What a call can be about. Who called, and the call itself, are told elsewhere. */
const kinds = 'sender template contact media message otp endpoint event delivery incident'.split(' ')
const kindOf = new Map<string, IdKind>()
for (const [kind, prefix] of Object.entries(idPrefixes)) if (isIdKind(kind)) kindOf.set(prefix, kind)

const shape = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** Which kind of object an id names, or null when the text is no id of ours. */
export function kindOfId(text: string): IdKind | null {
  return kindOf.get(shape.exec(text)?.[1] ?? '') ?? null
}

/**
 * The ids of the objects that a call touched: those of its path first, whatever they name, then those of its answer
 * and of its body. A list is about none of what it lists.
 */
export function subjectsOf(call: { path: readonly string[]; answer: unknown; body: unknown }): string[] {
  const found = new Set(call.path.filter((text) => kindOfId(text)))
  const visit = (item: unknown): void => {
    if (found.size >= policy.requestLog.subjects) return
    if (typeof item === 'string') {
      if (kinds.includes(kindOfId(item) ?? '')) found.add(item)
    } else if (typeof item === 'object' && item !== null)
      for (const member of Object.values(item)) visit(member)
  }
  if (!isList(call.answer)) visit(call.answer)
  visit(call.body)
  return [...found]
}

function isList(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'object' in answer && answer.object === 'list'
}

function isIdKind(text: string): text is IdKind {
  return Object.hasOwn(idPrefixes, text)
}
