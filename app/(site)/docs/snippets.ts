import type { Dialect, Endpoint } from '@/lib/core/endpoint'
import { apiBase } from '@/lib/http/router'

/** The example of an endpoint as a command. What the path wants is what its answer shows. */
export function curlOf(endpoint: Endpoint, origin: string): string {
  const { method, path, scope, examples, dialect, upload, isFile } = endpoint
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => shownFor(name, examples?.reply ?? {}))
  const lines = [
    `curl ${method === 'GET' || examples?.body ? '' : `-X ${method} `}${origin}${apiBase}${place}`,
    ...(method === 'GET' || method === 'POST' || !examples?.body ? [] : [`  -X ${method}`]),
    ...(scope === 'none' ? [] : [dialect ? '  -u "any:$HAWKSEND_API_KEY"' : bearer]),
    ...(examples?.body ? (upload ? formLines(examples.body) : bodyLines(examples.body, dialect)) : []),
    ...(isFile ? ['  -OJ'] : []),
  ]
  return lines.join(' \\\n')
}

const bearer = '  -H "Authorization: Bearer $HAWKSEND_API_KEY"'

function bodyLines(body: object, dialect: Dialect | undefined): string[] {
  if (dialect) return Object.entries(body).map(([name, value]) => `  --data-urlencode "${name}=${value}"`)
  return ['  -H "Content-Type: application/json"', `  -d '${JSON.stringify(body)}'`]
}

function formLines(fields: object): string[] {
  return ['  -F file=@invoice.pdf', ...Object.entries(fields).map(([name, value]) => `  -F ${name}=${value}`)]
}

/** What the answer shows under the parameter's name, in snake_case, or else its first id. */
function shownFor(parameter: string, reply: object): string {
  const name = parameter.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const texts = Object.entries(reply).filter(([, value]) => typeof value === 'string')
  const found = texts.find(([field]) => field === name) ?? texts.find(([field]) => /(^|_)id$/.test(field))
  return String(found?.[1] ?? parameter)
}

/** The recommended check of a proof. It stands alone: a test saves it and calls it. */
export function proofCheck(origin: string): string {
  return `import { createHash } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const keys = createRemoteJWKSet(new URL('${origin}/.well-known/jwks.json'))

/** Returns the id of the OTP. Accept each id once. */
export async function checkProof(proof, { account, phone, purpose }) {
  const { payload } = await jwtVerify(proof, keys, {
    algorithms: ['EdDSA'],
    issuer: '${origin}',
    audience: account,
  })
  const phoneHash = createHash('sha256').update(phone).digest('hex')
  if (payload.phone_hash !== phoneHash || payload.purpose !== purpose)
    throw new Error('The proof is about something else.')
  return payload.sub
}`
}
