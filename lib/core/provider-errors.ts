import { accessErrors, accessSubcodes } from './access-errors'
import { mediaErrors } from './media-errors'
import { blockingErrors, messageErrors } from './message-errors'
import {
  type Actor,
  actors,
  askSupport,
  nothingToDo,
  type RetryClass,
  type Row,
  type Rows,
  retryClasses,
} from './provider-error-row'
import { registrationErrors } from './registration-errors'
import { templateErrors, templateStateErrors, templateSubcodes } from './template-errors'

export { type Actor, actors, nothingToDo, type RetryClass, retryClasses }

/** What can meet an error: the sections of the page about them. */
export const errorTopics = {
  access: 'Access and account',
  messages: 'Messages',
  templates: 'Templates',
  media: 'Files',
  registration: 'Connecting a number',
} as const
export type ErrorTopic = keyof typeof errorTopics

/** How Meta answers with the code, and what it means to the person who has to act. */
export type ProviderError = {
  topic: ErrorTopic
  httpStatus: number
  title: string
  actor: Actor
  retry: RetryClass
  /** Whether we try again by ourselves. */
  retryable: boolean
  fix: string
}

const byTopic: [ErrorTopic, Rows][] = [
  ['access', accessErrors],
  ['messages', messageErrors],
  ['messages', blockingErrors],
  ['templates', templateErrors],
  ['templates', templateStateErrors],
  ['media', mediaErrors],
  ['registration', registrationErrors],
]
const subcodesByTopic: [ErrorTopic, Readonly<Record<number, Rows>>][] = [
  ['access', accessSubcodes],
  ['templates', templateSubcodes],
]

/** Code → what it means. Explanations, test numbers, screens and docs are made from this table. */
export const providerErrors: ReadonlyMap<number, ProviderError> = new Map(
  byTopic.flatMap(([topic, rows]) => meaningsOf(topic, rows)),
)

/** Code → subcode → what that means, more exactly than the code. */
export const providerSubcodes: ReadonlyMap<number, ReadonlyMap<number, ProviderError>> = gatherSubcodes()

export type Explanation = Omit<ProviderError, 'topic' | 'httpStatus'>

type Refusal = { providerCode: number | null; subcode?: number | null; httpStatus: number }

/** A refusal by Meta in words. A code that nobody knows yet is explained by the HTTP status alone. */
export function explainRefusal({ providerCode, subcode, httpStatus }: Refusal): Explanation {
  const known = meaningOf(providerCode, subcode ?? null)
  if (known) {
    const { title, actor, retry, retryable, fix } = known
    return { title, actor, retry, retryable, fix }
  }
  const retryable = httpStatus === 429 || httpStatus >= 500
  return {
    title: 'Meta refused the call',
    actor: 'meta',
    retry: retryable ? 'later' : 'never',
    retryable,
    fix: retryable ? nothingToDo : askSupport,
  }
}

/** Meta has families of codes: 200 to 299 are all about one permission or another. */
function meaningOf(code: number | null, subcode: number | null): ProviderError | undefined {
  if (code === null) return undefined
  const exact = subcode === null ? undefined : providerSubcodes.get(code)?.get(subcode)
  return exact ?? providerErrors.get(code) ?? (code > 200 && code < 300 ? providerErrors.get(200) : undefined)
}

function meaningsOf(topic: ErrorTopic, rows: Rows): [number, ProviderError][] {
  return Object.entries(rows).map(([code, row]) => [Number(code), meaning(topic, row)])
}

function meaning(topic: ErrorTopic, [httpStatus, actor, retry, title, fix]: Row): ProviderError {
  return { topic, httpStatus, actor, retry, title, fix, retryable: !['never', 'after_fix'].includes(retry) }
}

function gatherSubcodes() {
  const gathered = new Map<number, Map<number, ProviderError>>()
  for (const [topic, codes] of subcodesByTopic)
    for (const [code, rows] of Object.entries(codes)) {
      const of = gathered.get(Number(code)) ?? new Map<number, ProviderError>()
      for (const [subcode, error] of meaningsOf(topic, rows)) of.set(subcode, error)
      gathered.set(Number(code), of)
    }
  return gathered
}
