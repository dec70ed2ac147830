import { type SealedPlace, unseal } from '@/lib/core/crypto'
import type { Claim, SealedSecret } from '@/lib/webhooks/claim'
import { signingSecrets } from '@/lib/webhooks/secret-rules'

const mostKept = 10_000

/** What was unsealed lately, by its sealed form, which no two places share. The oldest goes first. */
const opened = new Map<string, string>()

/** The secrets that sign now. */
export function openSecrets(secrets: readonly SealedSecret[], now: Date): string[] {
  return signingSecrets(secrets, now).map(({ table, tenant, id, sealed }) =>
    open(sealed, {
      table,
      column: table === 'tenants' ? 'webhook_secret' : 'secret',
      tenantId: tenant,
      rowId: id,
    }),
  )
}

/** What an endpoint is sent besides ours: names in lower case. */
export function openHeaders({ id, tenant, headersSealed }: Claim['to']): Record<string, string> {
  if (headersSealed === null) return {}
  const place = { table: 'webhook_endpoints', column: 'headers', tenantId: tenant, rowId: id }
  const headers: unknown = JSON.parse(open(headersSealed, place))
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

function open(sealed: string, place: SealedPlace): string {
  const known = opened.get(sealed)
  if (known !== undefined) return known
  const text = unseal(place, sealed)
  const [oldest] = opened.keys()
  if (opened.size >= mostKept && oldest !== undefined) opened.delete(oldest)
  opened.set(sealed, text)
  return text
}
