import { env } from '@/lib/core/env'
import { endpoints } from '@/lib/http/endpoints'
import { operationIdOf } from '@/lib/http/openapi/operation'
import { apiBase } from '@/lib/http/router'

export const dynamic = 'force-dynamic'

/** The docs for assistants (llmstxt.org), from the same list as everything else. */
export function GET(): Response {
  const origin = env().APP_ORIGIN
  const operations = endpoints.map(
    (endpoint) =>
      `- [${endpoint.summary}](${origin}/docs/api#${operationIdOf(endpoint)}): ${endpoint.method} ${apiBase}${endpoint.path}, ${
        endpoint.scope === 'none' ? 'no key' : `scope ${endpoint.scope}`
      }`,
  )
  const text = [
    '# Hawk Send',
    '',
    '> One-time passwords over WhatsApp: one request sends a code to a phone, one checks what the person typed.',
    '',
    `Base URL ${origin}${apiBase}. Send \`Authorization: Bearer wsa_test_…\` from a server, never from a browser. With a test key nothing reaches a phone and the code is the first digits of 12345678. A wrong code is a 200 with \`verified: false\` and a \`reason\`. Errors are application/problem+json; branch on \`code\`.`,
    '',
    '## Docs',
    '',
    `- [Quickstart](${origin}/docs): send, verify, check the proof`,
    `- [API reference](${origin}/docs/api): every field, event and refusal`,
    `- [Webhooks](${origin}/docs/webhooks): verify, answer, retries, replay, pulling, local development with hawksend listen`,
    `- [Events](${origin}/docs/webhooks/events): every type of event; a page each at /docs/webhooks/events/{type}`,
    `- [Errors](${origin}/docs/errors): every code, and whether to try again`,
    `- [Meta's errors](${origin}/docs/errors/meta): what each code of Meta's means, who acts, and whether we try again`,
    `- [OpenAPI 3.1](${origin}${apiBase}/openapi.json): the same for machines`,
    `- [Public keys](${origin}/.well-known/jwks.json): check the proof of a verification`,
    '',
    '## Operations',
    '',
    ...operations,
    '',
  ].join('\n')
  return new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' },
  })
}
