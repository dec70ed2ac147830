import { eventSample, sampleData } from '@/lib/http/openapi/events'
import { signedHeaders } from '@/lib/webhooks/sign'

/** That of the known vector of Standard Webhooks; nobody else's. */
const exampleSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** A delivery as it goes over the wire. */
export function deliveryText(): string {
  const event = eventSample('otp.verified', sampleData('otp.verified'))
  const body = JSON.stringify(event)
  const timestamp = Math.floor(Date.parse(event.timestamp) / 1_000)
  const headers = Object.entries(signedHeaders([exampleSecret], { id: event.id, timestamp, body }))
  return [
    'POST /hooks/hawk-send HTTP/1.1',
    'Content-Type: application/json',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\n')
}

/** With the package: an event whose data has the type of its kind. */
export const packageSnippet = `import { verify } from 'hawksend/webhooks'

export async function POST(request: Request) {
  const event = await verify(await request.text(), request.headers, secret)
  if (event.type === 'otp.verified') await signIn(event.data.otp_id)
  return new Response(null, { status: 204 })
}`

export function listenCommand(origin: string): string {
  return [
    'export HAWKSEND_API_KEY=wsa_test_…',
    `npx hawksend listen --base-url ${origin} --forward-to localhost:3000/api/hooks`,
  ].join('\n')
}

export function triggerCommand(origin: string): string {
  return `npx hawksend trigger otp.verified --base-url ${origin}`
}

export function pullCommand(origin: string): string {
  return [
    `curl "${origin}/api/v1/events?order=asc&limit=100&cursor=$CURSOR" \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY"',
  ].join('\n')
}

export function recoverCommand(origin: string): string {
  return [
    `curl ${origin}/api/v1/webhook-endpoints/$ENDPOINT/recover \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"since":"2026-11-24T08:00:00.000Z","dry_run":true}'`,
  ].join('\n')
}
