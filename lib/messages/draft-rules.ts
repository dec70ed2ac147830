import { z } from 'zod'
import { policy } from '@/lib/core/policy'
import { outboundTypes } from '@/lib/messages/content-schema'
import type { Draft } from '@/lib/messages/draft-schema'
import { TemplateContent } from '@/lib/messages/template-schema'

type Kept = {
  type: string
  content: unknown
  phone: string | null
  bsuid: string | null
  fallback: unknown
}

const Type = z.enum(outboundTypes)
const Fallback = TemplateContent.nullable().catch(null)

/**
 * A message of ours as it was asked for, as far as it is looked at again before it goes. What it answers is left out:
 * that was settled when it was taken.
 */
export function draftOf({ type, content, phone, bsuid, fallback }: Kept): Draft {
  const name = Type.parse(type)
  const kept = Fallback.parse(fallback)
  const whom = phone === null ? { recipient: bsuid ?? '' } : { to: phone }
  const isTemplate = name === 'template'
  return {
    ...whom,
    type: name,
    metadata: {},
    // Guarantee: the content of a row is what the schema of its type put out; only its files are looked for in it.
    ...(isTemplate ? { template: TemplateContent.parse(content) } : { [name]: filesOnly(name, content) }),
    ...(kept && !isTemplate ? { fallbackTemplate: kept } : {}),
  }
}

/** A reaction names its message by an id that is settled already. */
function filesOnly(name: string, content: unknown): unknown {
  return name === 'reaction' ? undefined : content
}

/** Whether so little time has passed that what was found out when it was taken still holds. */
export function isFresh(row: { createdAt: Date; sendAt: Date | null; attempts: number }, now: Date): boolean {
  if (row.sendAt !== null) return false
  return now.getTime() - row.createdAt.getTime() < policy.messages.recheckSeconds * 1_000
}
