/** Both run as they stand in `lib/audit/export.test.ts` and the docs' own test. */
export const hashCheck = `import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

const json = (cell) => (cell === '' ? null : JSON.parse(cell))

/** \`row\`: a line of the export, its cells by their columns. */
export function hashOf(row) {
  const { tenant_id, id, happened_at, action, actor_type, actor_id } = row
  const { target_type, target_id, request_id, address_hash } = row
  const entry = {
    tenant_id, seq: Number(row.seq), id, happened_at, action,
    actor_type, actor_id, target_type, target_id, mode: row.mode || null,
    before: json(row.before), after: json(row.after), request_id, address_hash,
  }
  return createHash('sha256').update(row.previous_hash + canonicalize(entry)).digest('hex')
}`

export function anchorCheck(origin: string): string {
  return `import { createRemoteJWKSet, jwtVerify } from 'jose'

const keys = createRemoteJWKSet(new URL('${origin}/.well-known/jwks.json'))
const { payload } = await jwtVerify(signedHead, keys, { issuer: '${origin}', typ: 'audit-head+jwt' })
// payload: { iss, sub: 'ten_…', seq, hash, at }. The entry of that number must have that hash.`
}
