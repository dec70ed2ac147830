import type { OtpDetail } from '@/lib/otp/schema'

export function readCurl({ otp_id }: OtpDetail, origin: string): string {
  return `curl ${origin}/api/v1/otp/${otp_id} \\\n  -H "Authorization: Bearer $HAWKSEND_API_KEY"`
}

/** The call that sends one like it. The number stays out: what reaches the browser is the masked one alone. */
export function sendCurl(
  { code_length, expires_at, created_at, purpose }: OtpDetail,
  origin: string,
): string {
  const expiry = Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 1_000)
  const rest = JSON.stringify({ code_length, expiry, ...(purpose === null ? {} : { purpose }) })
  return [
    `curl ${origin}/api/v1/otp/send \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"'"$TO"'",${shellQuoted(rest.slice(1))}'`,
  ].join('\n')
}

function shellQuoted(text: string): string {
  return text.replaceAll("'", "'\\''")
}
