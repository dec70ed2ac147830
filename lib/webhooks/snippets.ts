export type Snippet = { language: string; title: string; code: string }

const typescript = `import { createHmac, timingSafeEqual } from 'node:crypto'

export function verify(secret: string, headers: Headers, body: string): boolean {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\${body}\`).digest()
  return (headers.get('webhook-signature') ?? '').split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}`

/** How to verify a delivery. */
export const verificationSnippets: readonly Snippet[] = [
  { language: 'typescript', title: 'TypeScript', code: typescript },
]
