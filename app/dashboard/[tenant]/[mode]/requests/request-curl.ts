import type { RequestDetail } from '@/lib/requests/schema'

/** The call as a command, its key taken from the environment. What was redacted has to be filled in again. */
export function curlOf(call: RequestDetail, origin: string): string {
  const isForm = call.path.includes('/compat/twilio/')
  const lines = [
    `curl${call.method === 'GET' || call.method === 'POST' ? '' : ` -X ${call.method}`} ${quoted(origin + call.path)}`,
    isForm ? '-u "$TWILIO_ACCOUNT_SID:$HAWKSEND_API_KEY"' : '-H "Authorization: Bearer $HAWKSEND_API_KEY"',
    ...(call.idempotency_key === null ? [] : [`-H ${quoted(`Idempotency-Key: ${call.idempotency_key}`)}`]),
    ...bodyOf(call, isForm),
  ]
  return lines.join(' \\\n  ')
}

function bodyOf({ method, path, request_body: body }: RequestDetail, isForm: boolean): string[] {
  if (body === null || body === undefined) return method === 'POST' ? ["-d ''"] : []
  if (isUpload(path)) return formOf(body)
  if (!isForm) return ['-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(body))}`]
  return Object.entries(body).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`)
}

function isUpload(path: string): boolean {
  return path === '/api/v1/media'
}

/** Of a file the log knows the name alone; whoever repeats the call has the file. */
function formOf(body: object): string[] {
  return Object.entries(body).map(([name, value]: [string, unknown]) => {
    const fileName = name === 'file' && typeof value === 'object' && value !== null && 'file_name' in value
    return `-F ${quoted(`${name}=${fileName ? `@${value.file_name ?? 'file'}` : value}`)}`
  })
}

/** For a POSIX shell, to which nothing between single quotes means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
