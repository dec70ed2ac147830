import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { makeApiKey } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { toTypeId } from '@/lib/core/ids'
import { formOf, formType, type Part } from '@/lib/http/fixtures/form'
import { bodyOf, problemOf, request } from '@/lib/http/fixtures/request'
import { handle } from '@/lib/http/pipeline'
import { bytesOf } from '@/lib/media/fixtures/files'
import { callsAbout, makeMediaTenant } from '@/lib/media/fixtures/world'

const pdf = (more: Partial<Part> = {}): Part => ({
  name: 'file',
  value: bytesOf('application/pdf', 30_000),
  fileName: 'invoice.pdf',
  type: 'application/pdf',
  ...more,
})

/** What is put off until the answer is out runs before this returns. */
async function makeClient(mode: 'live' | 'test') {
  const tenant = await makeMediaTenant(mode)
  const { key } = await makeApiKey({ tenantId: tenant.tenantId, mode })
  const send = async (path: string, options: Parameters<typeof request>[1] = {}) => {
    const deferred: Promise<void>[] = []
    const headers = { authorization: `Bearer ${key}`, ...options?.headers }
    const reply = await handle({
      ...request(`/api/v1${path}`, { ...options, headers }),
      defer: (work) => deferred.push(Promise.resolve().then(work)),
    })
    await Promise.all(deferred)
    return reply
  }
  const upload = (parts: Part[], headers: Record<string, string> = {}) =>
    send('/media', { method: 'POST', body: formOf(parts), headers: { 'content-type': formType, ...headers } })
  return { ...tenant, send, upload }
}

const once = (key: string) => ({ 'idempotency-key': key })
const uploadsOf = async (phoneNumberId: string) =>
  (await callsAbout(`${phoneNumberId}/media`)).filter(({ method }) => method === 'POST').length

describe('an upload with an Idempotency-Key', () => {
  test('happens once: the same file again gets the same answer, and Meta is not asked again', async () => {
    const { upload, sender, tenantId } = await makeClient('live')
    const first = await upload([pdf()], once('one'))
    expect(first.status).toBe(201)
    const again = await upload([pdf()], once('one'))
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotency-replayed': 'true' },
    })
    expect(await uploadsOf(sender.phoneNumberId)).toBe(1)
    expect(await owner`select 1 from media where tenant_id = ${tenantId}`).toHaveLength(1)
  })

  test.each([
    ['other bytes', pdf({ value: bytesOf('application/pdf', 30_001) })],
    ['another name', pdf({ fileName: 'other.pdf' })],
  ])('is another call with %s', async (_, part) => {
    const { upload } = await makeClient('test')
    await upload([pdf()], once('one'))
    expect(problemOf(await upload([part], once('one'))).code).toBe('idempotency_key_reused')
  })

  test('sent five times at once leaves one file, here and at Meta', async () => {
    const { upload, sender, tenantId } = await makeClient('live')
    const replies = await Promise.all(Array.from({ length: 5 }, () => upload([pdf()], once('race'))))
    const made = replies.filter(({ status }) => status === 201)
    expect(new Set(made.map(({ body }) => body)).size).toBe(1)
    for (const reply of replies.filter(({ status }) => status !== 201))
      expect(problemOf(reply).code).toBe('idempotency_in_progress')
    const rows = await owner`select meta_id from media where tenant_id = ${tenantId}`
    expect(rows).toHaveLength(1)
    const uploads = await uploadsOf(sender.phoneNumberId)
    const calls = await callsAbout(`phone_number_id=${sender.phoneNumberId}`)
    expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(uploads - 1)
    expect(calls.some(({ path }) => path.includes(String(rows[0]?.meta_id)))).toBe(false)
  })
})

describe('what the pipeline makes of a form', () => {
  test('the log keeps what the file was, and nothing of what it held', async () => {
    const { upload, tenantId } = await makeClient('test')
    const secret = 'The quick brown fox'
    const part = { name: 'file', value: secret, fileName: 'a.txt', type: 'text/plain' }
    const reply = await upload([part, { name: 'type', value: 'text/plain' }])
    expect(reply.status).toBe(201)
    const [row] = await owner`select status, request_body, row_to_json(r)::text as whole, subjects
      from requests r where tenant_id = ${tenantId} and path = '/api/v1/media'`
    expect(row).toMatchObject({
      status: 201,
      request_body: {
        type: 'text/plain',
        file: { file_name: 'a.txt', mime_type: 'text/plain', size: secret.length },
      },
      subjects: [bodyOf(reply).id, expect.stringMatching(/^snd_/)],
    })
    expect(row?.whole).not.toContain('brown')
  })

  test('fields that there are not are refused, and the file is gone', async () => {
    const { upload } = await makeClient('test')
    const before = readdirSync(tmpdir())
    const problem = problemOf(await upload([pdf(), { name: 'caption', value: 'x' }]))
    expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ path: 'caption' }] })
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith('hawk-upload-') && !before.includes(name)),
    ).toEqual([])
  })

  test('JSON is not taken, and a form is not taken for JSON', async () => {
    const { send } = await makeClient('test')
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    expect(problemOf(await send('/media', json)).code).toBe('unsupported_media_type')
    const form = { method: 'POST', headers: { 'content-type': formType }, body: formOf([pdf()]) }
    expect(problemOf(await send('/otp/send', form)).code).toBe('unsupported_media_type')
  })

  test('the content goes out with its type and length, to be saved and not to be run', async () => {
    const { upload, send } = await makeClient('test')
    const { id } = bodyOf(await upload([pdf()]))
    const reply = await send(`/media/${id}/content`)
    expect(reply).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/pdf',
        'content-length': '30000',
        'content-disposition': 'attachment; filename="invoice.pdf"',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    })
    if (!reply.pieces) throw new Error('It has no pieces.')
    const pieces = reply.pieces
    const bytes = await buffer(
      (async function* () {
        yield* pieces
      })(),
    )
    expect(bytes.equals(bytesOf('application/pdf', 30_000))).toBe(true)
    for (const path of [
      '/media/med_x/content',
      `/media/${toTypeId('media', '01890a5d-ac96-774b-bcce-b302099a8057')}`,
    ])
      expect(problemOf(await send(path)).code).toBe('not_found')
  })
})
