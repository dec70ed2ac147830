import type { Problem } from '@/components/forms/post-json'
import { policy } from '@/lib/core/policy'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'

type Pair = { name: string; value: string }
/** What the form holds, as its controls write it. */
export type EndpointFields = {
  url: string
  all: boolean
  events: string[]
  description: string
  rate: string
  /** Whether the rows take the place of the headers that are kept. */
  replaces: boolean
  headers: Pair[]
}
export type FieldName = keyof EndpointFields
export type FieldFault = { field: FieldName; message: string }

const { min, max } = policy.webhooks.ratePerSecond

export function fieldsOf(endpoint: EndpointObject | null): EndpointFields {
  if (!endpoint)
    return { url: '', all: true, events: [], description: '', rate: '', replaces: true, headers: [] }
  const all = endpoint.events.includes('*')
  return {
    url: endpoint.url,
    all,
    events: all ? [] : endpoint.events,
    description: endpoint.description,
    rate: endpoint.rate_per_second === null ? '' : String(endpoint.rate_per_second),
    replaces: endpoint.header_names.length === 0,
    headers: [],
  }
}

/** What can be said without asking the server; it says the rest. */
export function faultsOf(fields: EndpointFields): FieldFault[] {
  const faults: FieldFault[] = []
  if (fields.url.trim() === '') faults.push({ field: 'url', message: 'Enter the URL to post events to.' })
  if (!fields.all && fields.events.length === 0)
    faults.push({ field: 'events', message: 'Choose at least one event, or all of them.' })
  const rate = rateOf(fields.rate)
  if (rate !== null && !(Number.isInteger(rate) && rate >= min && rate <= max))
    faults.push({
      field: 'rate',
      message: `Enter a whole number from ${min} to ${max.toLocaleString('en')}, or nothing.`,
    })
  const header = headerFaultOf(fields.headers)
  if (header) faults.push({ field: 'headers', message: header })
  return faults
}

/** Two of a name would be one in the request, so that one of them would be lost without a word. */
function headerFaultOf(headers: Pair[]): string | null {
  const names = filled(headers).map(({ name }) => name.toLowerCase())
  if (names.includes('')) return 'Each header needs a name.'
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? null : `${twice}: the same name comes twice.`
}

/** The body of the request: all of it for a new endpoint, else what differs from the one that there is. */
export function bodyOf(fields: EndpointFields, endpoint: EndpointObject | null) {
  const { url, events, description, rate_per_second, headers } = wholeBodyOf(fields)
  if (!endpoint) return { url, events, description, rate_per_second, headers }
  const isSame = sameEvents(events, endpoint.events)
  const replaces = fields.replaces && (endpoint.header_names.length > 0 || Object.keys(headers).length > 0)
  return {
    ...(url === endpoint.url ? {} : { url }),
    ...(isSame ? {} : { events }),
    ...(description === endpoint.description ? {} : { description }),
    ...(rate_per_second === endpoint.rate_per_second ? {} : { rate_per_second }),
    ...(replaces ? { headers } : {}),
  }
}

function wholeBodyOf(fields: EndpointFields) {
  return {
    url: fields.url.trim(),
    events: fields.all ? ['*'] : fields.events,
    description: fields.description.trim(),
    rate_per_second: rateOf(fields.rate),
    headers: headersOf(fields.headers),
  }
}

export function headersOf(headers: Pair[]): Record<string, string> {
  return Object.fromEntries(filled(headers).map(({ name, value }) => [name, value]))
}

/** Rows in which something is written. */
function filled(headers: Pair[]): Pair[] {
  return headers
    .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
    .filter(({ name, value }) => name !== '' || value !== '')
}

function rateOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}

function sameEvents(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((type) => right.includes(type))
}

const names: Record<string, FieldName> = {
  url: 'url',
  events: 'events',
  description: 'description',
  rate_per_second: 'rate',
  headers: 'headers',
}

/** Where the server's faults belong in the form, and what is left of the problem that has no place there. */
export function placeFaults(problem: Problem): { placed: FieldFault[]; rest: Problem | null } {
  if (problem.code === 'url_not_allowed' && problem.errors.length === 0)
    return { placed: [{ field: 'url', message: problem.detail ?? `${problem.title}.` }], rest: null }
  const placed: FieldFault[] = []
  const others: Problem['errors'] = []
  for (const fault of problem.errors) {
    const [first = '', ...below] = fault.path.split('.')
    const field = names[first]
    const key = field === 'headers' && below.length > 0 ? `${below.join('.')}: ` : ''
    if (field) placed.push({ field, message: `${key}${fault.message} ${fault.fix ?? ''}`.trim() })
    else others.push(fault)
  }
  const isPlaced = placed.length > 0 && others.length === 0
  return { placed, rest: isPlaced ? null : { ...problem, errors: others } }
}
