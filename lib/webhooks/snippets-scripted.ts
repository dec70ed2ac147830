import { policy } from '@/lib/core/policy'

const { toleranceSeconds } = policy.webhooks

export const typescriptSnippet = `import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Throws unless Hawk Send posted this. \`body\` is the raw body: express.raw(), await request.text();
 * \`headers\` those of Node, or Object.fromEntries(request.headers).
 */
export function verifyWebhook(body: string | Buffer, headers: Record<string, unknown>, secret: string) {
  const id = String(headers['webhook-id'])
  const timestamp = String(headers['webhook-timestamp'])
  const age = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (!(age <= ${toleranceSeconds})) throw new Error('The webhook is too old, or has no timestamp')

  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(body).digest()
  const matches = String(headers['webhook-signature']).split(' ').some((signature) => {
    const [version, text = ''] = signature.split(',')
    const given = Buffer.from(text, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!matches) throw new Error('The webhook is not signed with this secret')
  return JSON.parse(body.toString())
}`

export const pythonSnippet = `import base64, hashlib, hmac, json, time

def verify_webhook(body: bytes, headers, secret: str) -> dict:
    """Raises unless Hawk Send posted this. body is the raw body: request.get_data(), request.body"""
    webhook_id = headers["webhook-id"]
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > ${toleranceSeconds}:
        raise ValueError("The webhook is too old")

    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{webhook_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest())
    for signature in headers["webhook-signature"].split(" "):
        version, _, given = signature.partition(",")
        if version == "v1" and hmac.compare_digest(given.encode(), expected):
            return json.loads(body)
    raise ValueError("The webhook is not signed with this secret")`

export const phpSnippet = `<?php

/**
 * Throws unless Hawk Send posted this. $body is the raw body: file_get_contents('php://input').
 * $headers has lower-case names: array_change_key_case(getallheaders()).
 */
function verify_webhook(string $body, array $headers, string $secret): array
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > ${toleranceSeconds}) {
        throw new RuntimeException('The webhook is too old, or has no timestamp');
    }

    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $expected = base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $signature) {
        [$version, $given] = explode(',', $signature, 2) + ['', ''];
        if ($version === 'v1' && hash_equals($expected, $given)) {
            return json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        }
    }
    throw new RuntimeException('The webhook is not signed with this secret');
}`

export const rubySnippet = `require "json"
require "openssl"

# Raises unless Hawk Send posted this. body is the raw body: request.body.read, request.raw_post
def verify_webhook(body, headers, secret)
  id, timestamp, signatures = %w[webhook-id webhook-timestamp webhook-signature].map { |name| headers[name].to_s }
  age = (Time.now.to_i - Integer(timestamp, 10)).abs
  raise "The webhook is too old" if age > ${toleranceSeconds}

  key = secret.delete_prefix("whsec_").unpack1("m")
  expected = [OpenSSL::HMAC.digest("SHA256", key, "#{id}.#{timestamp}.".b + body.b)].pack("m0")
  matches = signatures.split(" ").any? do |signature|
    version, given = signature.split(",", 2)
    version == "v1" && OpenSSL.secure_compare(given.to_s, expected)
  end
  raise "The webhook is not signed with this secret" unless matches
  JSON.parse(body)
end`
