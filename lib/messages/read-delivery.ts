import type { z } from 'zod'
import { harmlessJson } from '@/lib/core/harmless-json'
import { reportInstant } from '@/lib/messages/rules'
import {
  AccountNamed,
  Delivery,
  Entry,
  InboundMessage,
  MessagesValue,
  NumberNamed,
  Preference,
  Profile,
  RawChange,
  StatusReport,
} from '@/lib/messages/webhook-schema'

/** One thing that Meta tells: `value` is as it wrote it, but for what no table could hold. */
export type Change = { field: string; value: unknown; wabaId: string | null; at: Date }

/** What a delivery holds. `unknown` names what could not be read, by its place. */
export function readDelivery(body: Buffer, receivedAt: Date): { changes: Change[]; unknown: string[] } {
  const unknown: string[] = []
  const [delivery] = readParts(Delivery, [parseJson(body)], 'delivery', unknown)
  const entries = readParts(Entry, delivery?.entry ?? [], 'entry', unknown)
  const changes = entries.flatMap(({ id, time, changes }) =>
    readParts(RawChange, changes, 'change', unknown).map(({ field, value }) => ({
      field: field.slice(0, 64),
      value,
      wabaId: AccountNamed.safeParse(value).data?.waba_info.waba_id ?? id ?? null,
      at: notAfter(reportInstant(time, receivedAt), receivedAt),
    })),
  )
  return { changes, unknown }
}

/** What a change of the fields `messages` and `user_preferences` holds. */
export function readMessages({ field, value }: Change, unknown: string[]) {
  const [parts] = readParts(MessagesValue, [value], field, unknown)
  const read = <Part>(schema: z.ZodType<Part>, name: keyof z.infer<typeof MessagesValue>) =>
    readParts(schema, parts?.[name] ?? [], `${field}.${name}`, unknown)
  return {
    phoneNumberId: NumberNamed.safeParse(value).data?.metadata.phone_number_id ?? null,
    profiles: read(Profile, 'contacts'),
    statuses: read(StatusReport, 'statuses'),
    messages: read(InboundMessage, 'messages'),
    preferences: read(Preference, 'user_preferences'),
    errors: parts?.errors ?? [],
  }
}

function readParts<Part>(
  schema: z.ZodType<Part>,
  candidates: unknown[],
  place: string,
  unknown: string[],
): Part[] {
  return candidates.flatMap((candidate) => {
    const parsed = schema.safeParse(candidate)
    if (parsed.success) return [parsed.data]
    unknown.push(`${place}:unreadable`)
    return []
  })
}

function parseJson(body: Buffer): unknown {
  try {
    return harmlessJson(JSON.parse(body.toString('utf8')))
  } catch {
    return null
  }
}

/** What has been told of has happened: a clock that says otherwise would keep a window open for ever. */
export function notAfter(at: Date, receivedAt: Date): Date {
  return at > receivedAt ? receivedAt : at
}

/** A word of Meta's under the place where it stood, as it is counted. */
export function unknownWord(place: string, word: unknown): string {
  return `${place}:${typeof word === 'string' ? word.slice(0, 64) : typeof word}`
}
