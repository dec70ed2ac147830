import { seal } from '@/lib/core/crypto'

/** As an endpoint keeps its own headers: their names in the clear, all of it sealed. */
export function sealHeaders(
  place: { tenantId: string; rowId: string },
  headers: Readonly<Record<string, string>>,
): { headersSealed: string | null; headerNames: string[] } {
  const headerNames = Object.keys(headers)
  const headersSealed =
    headerNames.length > 0
      ? seal({ table: 'webhook_endpoints', column: 'headers', ...place }, JSON.stringify(headers))
      : null
  return { headersSealed, headerNames }
}
