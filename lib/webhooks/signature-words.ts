import { policy } from '@/lib/core/policy'
import type { SignatureVerdict } from '@/lib/webhooks/signature-schema'

type Words = { title: string; detail: string; fix: string }

const { secret, toleranceSeconds } = policy.webhooks
const tolerance = `${toleranceSeconds / 60} minutes`

const rawBody =
  'Verify the raw bytes before anything parses them: `express.raw()`, `await request.text()`, `request.get_data()`, `php://input`.'
const content = 'Sign `webhook-id`, a dot, `webhook-timestamp`, a dot, and the raw body.'

/** What each verdict means and what to do. The detail of a case may say more; secrets are in neither. */
export const signatureWords: Record<SignatureVerdict, Words> = {
  valid: {
    title: 'The signature is valid',
    detail: 'It was made with this secret, over exactly this body, id and timestamp.',
    fix: '',
  },
  header_missing: {
    title: 'A header is missing',
    detail: 'Three headers carry the signature.',
    fix: 'Pass all three on to where you verify. Proxies and frameworks sometimes keep only headers that they know.',
  },
  header_repeated: {
    title: 'A header is there more than once',
    detail: 'Nobody can tell which of them was signed.',
    fix: 'Paste the headers of one delivery. If your server really got both, a proxy repeats it.',
  },
  timestamp_not_seconds: {
    title: 'The timestamp is not a number of seconds',
    detail: '`webhook-timestamp` is Unix time in whole seconds, such as 1764000000.',
    fix: 'Take the header as it came; do not format it as a date.',
  },
  timestamp_in_milliseconds: {
    title: 'The timestamp is in milliseconds',
    detail: '`webhook-timestamp` has seconds, ten digits; this one has thirteen.',
    fix: 'Use the header as it came. Compare it with `Date.now() / 1000`.',
  },
  timestamp_too_old: {
    title: 'The signature is right, but old',
    detail: `A receiver refuses what is more than ${tolerance} old, so that nobody can send it again.`,
    fix: "For a delivery from the log that is as it should be: replay it for a fresh timestamp. Otherwise look at your server's clock, and at queues in front of the check.",
  },
  timestamp_in_future: {
    title: 'The signature is right, but from the future',
    detail: `A receiver refuses what is more than ${tolerance} ahead of its clock.`,
    fix: "Your server's clock is probably behind: synchronise it (NTP).",
  },
  signature_without_version: {
    title: 'The signature has no version',
    detail: 'Each signature begins with `v1,`.',
    fix: 'Put `v1,` before yours, or take it off both before you compare.',
  },
  signature_asymmetric: {
    title: 'The signature is of another kind',
    detail: '`v1a` is for public keys. We sign with `v1`, an HMAC with your secret.',
    fix: 'Make sure that the headers are ours and not those of another service.',
  },
  signature_hex: {
    title: 'The signature is in hex',
    detail: 'It is written in hex where base64 is wanted.',
    fix: 'Give the digest out as base64: `.digest("base64")`, `base64.b64encode(mac.digest())`.',
  },
  signature_base64url: {
    title: 'The signature is in base64url',
    detail: 'It is written with `-` and `_` where base64 has `+` and `/`, or without its `=`.',
    fix: 'Use plain base64 with padding.',
  },
  signature_wrong_length: {
    title: 'The signature has the wrong length',
    detail: 'After `v1,` come 44 characters of base64: 32 bytes.',
    fix: 'Take the header whole. Look for something that cuts it off or splits it at the comma.',
  },
  secret_missing: {
    title: 'There is no secret to check with',
    detail: 'The secret is empty.',
    fix: 'Paste the secret that your code uses; look whether its environment variable is set.',
  },
  secret_is_api_key: {
    title: 'That is an API key',
    detail: 'Webhooks are signed with the webhook secret, `whsec_…`, and not with an API key.',
    fix: 'Take the secret of this mode from the Webhooks page. And do not paste API keys anywhere.',
  },
  secret_has_spaces: {
    title: 'The secret has something around it',
    detail: 'Without the spaces or quotes around it, the secret is right.',
    fix: 'Trim it where you read it: a line end or quotes from an .env file are the usual cause.',
  },
  secret_malformed: {
    title: 'That is not a webhook secret',
    detail: `A secret is \`whsec_\` and base64 of at least ${secret.bytes} bytes.`,
    fix: 'Copy it whole from the Webhooks page.',
  },
  secret_not_decoded: {
    title: 'The secret was used as text',
    detail: 'The key of the HMAC is what the base64 after `whsec_` stands for, not the text itself.',
    fix: 'Take `whsec_` off and decode the rest: `Buffer.from(secret.slice(6), "base64")`.',
  },
  secret_prefix_kept: {
    title: 'The secret was decoded with its prefix',
    detail: '`whsec_` is no part of the base64.',
    fix: 'Take `whsec_` off before you decode.',
  },
  secret_is_another: {
    title: 'It is signed with another secret of yours',
    detail: 'The secret that you gave is not the one of this mode; with that one the signature holds.',
    fix: 'Put the secret of the Webhooks page where your code reads it. Test and live mode have their own.',
  },
  secret_is_retired: {
    title: 'It is signed with a secret that you replaced',
    detail: `The secret has been rotated, and the one before signs for ${secret.overlapHours} hours only.`,
    fix: 'Use the present secret. A delivery from before the rotation can be replayed: it is then signed anew.',
  },
  signed_body_only: {
    title: 'Only the body was signed',
    detail: 'Id and timestamp are part of what is signed.',
    fix: content,
  },
  signed_without_timestamp: {
    title: 'The timestamp was left out',
    detail: 'What was signed is id and body.',
    fix: content,
  },
  signed_without_id: {
    title: 'The id was left out',
    detail: 'What was signed is timestamp and body, as some other services have it.',
    fix: content,
  },
  signed_in_other_order: {
    title: 'Id and timestamp are the wrong way round',
    detail: 'The id comes first.',
    fix: content,
  },
  signed_without_dots: {
    title: 'The dots are missing',
    detail: 'Id, timestamp and body were joined without dots between them.',
    fix: content,
  },
  signed_with_milliseconds: {
    title: 'Milliseconds were signed',
    detail: 'What was signed has the timestamp in milliseconds; the header has seconds.',
    fix: 'Sign the header as it came, as text.',
  },
  wrong_hash: {
    title: 'Another hash was used',
    detail: 'We sign with HMAC-SHA-256; this is SHA-1 or SHA-512.',
    fix: 'Use SHA-256.',
  },
  body_reserialised: {
    title: 'The body was parsed and written again',
    detail: 'As JSON it is the same, but its bytes are others than those that we posted.',
    fix: rawBody,
  },
  body_line_end: {
    title: 'White space at the ends of lines or of the body differs',
    detail: 'The body differs from what was signed by a line end, a space around it, or a byte order mark.',
    fix: rawBody,
  },
  body_not_whole: {
    title: 'The body is not whole',
    detail: 'It is no valid JSON, and all that we post is.',
    fix: 'Paste all of it. If your server got no more, look for a limit of size in front of it.',
  },
  body_of_other_event: {
    title: 'Headers and body are of two deliveries',
    detail: '`webhook-id` and the `id` in the body are the same in all that we post; here they differ.',
    fix: 'Paste headers and body of the same request.',
  },
  other_mode: {
    title: 'This is an event of the other mode',
    detail: 'Test and live mode may have secrets of their own.',
    fix: 'Switch the mode at the top of the page and try again there.',
  },
  no_match: {
    title: 'The signature does not match',
    detail: 'It was not made with this secret over this body, nor by any of the usual mistakes.',
    fix: `Compare the secret with that of the Webhooks page, character by character, and make sure that the body is untouched. ${rawBody}`,
  },
}
