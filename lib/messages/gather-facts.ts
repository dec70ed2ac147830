import type { TenantTx } from '@/db/tenant'
import { findPeople, type KnownPerson } from '@/lib/contacts/find-people'
import { findSuppression } from '@/lib/contacts/find-suppression'
import { personKey } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId } from '@/lib/core/ids'
import { magicNumber } from '@/lib/core/magic-numbers'
import { canonicalPhone } from '@/lib/core/phone'
import { findSendableMedia } from '@/lib/media/find-sendable'
import { mediaIdsOf } from '@/lib/messages/body-rules'
import type { Draft, Facts, KnownTemplate } from '@/lib/messages/draft-schema'
import { readClock, selectTargets } from '@/lib/messages/outbound-store'
import type { TemplateContent } from '@/lib/messages/template-schema'
import { isWindowOpen, windowEnd } from '@/lib/messages/window-rules'
import { selectLastInbound } from '@/lib/messages/window-store'
import type { SendingNumber } from '@/lib/senders/find-sending'
import { findUsableTemplate } from '@/lib/templates/find-usable'

export type Addressed = { draft: Draft; sender: SendingNumber | null }
export type Gathered = { facts: Facts; person: KnownPerson }

/**
 * What decides about each of these messages. Whatever does not depend on each other is asked for at once, and the same
 * thing once, so that a hundred messages take hardly more round trips than one.
 */
export async function gatherFacts(ctx: Ctx, tx: TenantTx, wanted: Addressed[]): Promise<Gathered[]> {
  const onceOfTemplate = memory<Awaited<ReturnType<typeof findUsableTemplate>>>()
  const onceOfFile = memory<Awaited<ReturnType<typeof findSendableMedia>>>()
  const onceOfPerson = memory<Awaited<ReturnType<typeof findSuppression>>>()
  const [now, people, targets, ownFacts] = await Promise.all([
    readClock(tx),
    findPeople(
      tx,
      wanted.map(({ draft }) => personOf(draft)),
    ),
    selectTargets(
      tx,
      wanted.flatMap(({ draft }) => targetIdOf(draft) ?? []),
    ),
    Promise.all(wanted.map((one) => lookUp(one))),
  ])
  const windows = await windowsOf(tx, wanted, people)
  return Promise.all(
    wanted.map(async ({ draft, sender }, at): Promise<Gathered> => {
      const person = people[at] ?? { ...personOf(draft), contactId: null }
      const own = ownFacts[at] ?? { template: null, fallback: null, files: new Map() }
      const isMarketing = [own.template, own.fallback].some((known) => known?.category === 'MARKETING')
      const key = keysOf(person).join()
      const [other, marketing] = await Promise.all([
        onceOfPerson(`other ${key}`, () => findSuppression(tx, person, 'other')),
        isMarketing ? onceOfPerson(`marketing ${key}`, () => findSuppression(tx, person, 'marketing')) : null,
      ])
      const lastInboundAt = sender ? (windows.get(`${sender.id} ${personKey(person)}`) ?? null) : null
      const target = targets.find(({ id }) => id === targetIdOf(draft))
      const isOfPerson = target && keysOf(target).some((one) => keysOf(person).includes(one))
      return {
        person,
        facts: {
          ...own,
          now,
          sender,
          window:
            ctx.mode === 'test'
              ? { isOpen: !magicNumber('test', person.phone ?? '').windowClosed, closesAt: null }
              : { isOpen: isWindowOpen(lastInboundAt, now), closesAt: windowEnd(lastInboundAt) },
          suppressions: { other, marketing },
          target: isOfPerson ? { id: target.id, wamid: target.wamid } : null,
        },
      }
    }),
  )

  async function lookUp({ draft, sender }: Addressed) {
    const [template, fallback, files] = await Promise.all([
      draft.template && sender ? templateOf(draft.template, sender) : null,
      draft.fallbackTemplate && sender ? templateOf(draft.fallbackTemplate, sender) : null,
      sender ? filesOf(draft, sender.id) : new Map<string, null>(),
    ])
    return { template, fallback, files }
  }

  async function templateOf(content: TemplateContent, { wabaId }: SendingNumber): Promise<KnownTemplate> {
    const name = content.name
    const language = content.language.code
    const { row, reason } = await onceOfTemplate(`${wabaId} ${name} ${language}`, () =>
      findUsableTemplate(tx, { wabaId, name, language }),
    )
    return {
      content,
      category: row?.category ?? null,
      components: row?.components ?? null,
      parameterFormat: row?.parameterFormat ?? 'POSITIONAL',
      reason,
    }
  }

  async function filesOf(draft: Draft, senderId: string): Promise<Facts['files']> {
    const used = [
      ...mediaIdsOf(draft.type, draft[draft.type]),
      ...mediaIdsOf('template', draft.fallbackTemplate),
    ]
    const ids = [...new Set(used.map(({ id }) => id))]
    const found = await Promise.all(
      ids.map((id) => onceOfFile(`${senderId} ${id}`, () => findSendableMedia(ctx, tx, id, senderId))),
    )
    return new Map(ids.map((id, at) => [id, found[at] ?? null]))
  }
}

/** When each person last wrote to the number, by the number and the person: whichever way they were known then. */
async function windowsOf(tx: TenantTx, wanted: Addressed[], people: KnownPerson[]) {
  const keysBySender = new Map<string, Set<string>>()
  for (const [at, { sender }] of wanted.entries())
    for (const key of keysOf(people[at]))
      if (sender) keysBySender.set(sender.id, (keysBySender.get(sender.id) ?? new Set()).add(key))
  const found = await Promise.all(
    [...keysBySender].map(async ([senderId, keys]) => {
      const last = await selectLastInbound(tx, senderId, [...keys])
      return [senderId, last] as const
    }),
  )
  const bySender = new Map(found)
  const latest = new Map<string, Date | null>()
  for (const [at, { sender }] of wanted.entries()) {
    const person = people[at]
    if (!sender || !person) continue
    const times = keysOf(person).flatMap((key) => bySender.get(sender.id)?.get(key) ?? [])
    const last = times.sort((left, right) => right.getTime() - left.getTime())[0] ?? null
    latest.set(`${sender.id} ${personKey(person)}`, last)
  }
  return latest
}

function personOf({ to, recipient }: Draft) {
  return { phone: to ?? null, bsuid: recipient ?? null }
}

/** Every key that the person may be known by. */
function keysOf(person: { phone: string | null; bsuid: string | null } | undefined): string[] {
  if (!person) return []
  return [person.phone === null ? [] : canonicalPhone(person.phone), person.bsuid ?? []].flat()
}

export function targetIdOf({ replyTo, reaction }: Draft): string | null {
  const named = reaction?.message_id ?? replyTo
  return named === undefined ? null : fromTypeId('message', named)
}

/** The same look-up once, however many messages need it. */
function memory<Found>() {
  const known = new Map<string, Promise<Found>>()
  return (key: string, find: () => Promise<Found>): Promise<Found> => {
    const found = known.get(key) ?? find()
    known.set(key, found)
    return found
  }
}
