import { equalSecrets } from '@/lib/core/crypto'
import { signedHeaders } from '@/lib/webhooks/sign'

export type SignatureStep = { name: string; ok: boolean; detail: string }
export type SignatureVerdict = {
  verdict: 'valid' | 'missing_headers' | 'timestamp_invalid' | 'timestamp_too_old' | 'signature_mismatch'
  title: string
  detail: string
  fix: string
  steps: SignatureStep[]
}
type Input = { secrets: readonly string[]; headers: Record<string, string>; body: string; now: Date }

const toleranceSeconds = 300

/** Why a delivery does not verify, a step at a time, as the libraries go about it. Pure. */
export function explainSignature({ secrets, headers, body, now }: Input): SignatureVerdict {
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  )
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = sent
  const steps: SignatureStep[] = []
  if (!id || !timestamp || !signature) {
    steps.push({ name: 'Headers', ok: false, detail: 'One of the three headers is missing.' })
    return {
      verdict: 'missing_headers',
      title: 'A header is missing',
      detail: 'A delivery has webhook-id, webhook-timestamp and webhook-signature.',
      fix: 'Pass all three on to your verifier; some proxies drop headers that they do not know.',
      steps,
    }
  }
  steps.push({ name: 'Headers', ok: true, detail: 'All three are there.' })
  const isSigned = secrets.some((secret) =>
    signedHeaders([secret], { id, timestamp: Number(timestamp), body })
      ['webhook-signature'].split(' ')
      .some((ours) => signature.split(' ').some((theirs) => equalSecrets(ours, theirs))),
  )
  const age = Math.round(now.getTime() / 1_000 - Number(timestamp))
  const isTime = /^[0-9]{10}$/.test(timestamp)
  const isFresh = isTime && Math.abs(age) <= toleranceSeconds
  const ageText = isTime ? `It is ${Math.abs(age)} s ${age < 0 ? 'ahead' : 'old'}.` : 'It is no Unix time.'
  steps.push(
    { name: 'Signature', ok: isSigned, detail: isSigned ? 'One of them matches.' : 'None matches.' },
    { name: 'Timestamp', ok: isFresh, detail: ageText },
  )
  if (!isSigned)
    return {
      verdict: 'signature_mismatch',
      title: 'The signature does not match',
      detail: 'The body is not the one that was signed, or it was signed with another secret.',
      fix: 'Verify the raw bytes of the request, before anything parses them, with the secret of this mode.',
      steps,
    }
  if (!isFresh)
    return {
      verdict: isTime ? 'timestamp_too_old' : 'timestamp_invalid',
      title: 'The signature holds, but its time does not',
      detail: ageText,
      fix: 'Set your clock by NTP, and verify a delivery when it comes in; replay it to get a fresh one.',
      steps,
    }
  return { verdict: 'valid', title: 'It verifies', detail: 'Nothing is wrong with it.', fix: '', steps }
}
