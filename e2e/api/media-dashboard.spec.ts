import { formOf, formType } from '@/lib/http/fixtures/form'
import { bytesOf } from '@/lib/media/fixtures/files'
import { expect, test } from '../fixtures'
import { filePart, sha256 } from '../support/media'
import { expectProblem } from '../support/problem'
import { openSession } from '../support/session'
import { Media } from '../support/shapes'
import { exchange } from '../support/wire'

const megabyte = 1024 * 1024

test('a colleague uploads a large file from our page, and saves it again; a picture may be shown', async ({
  world,
  tenant,
  member,
}) => {
  const origin = world.app_url
  const session = await openSession(origin, await member('developer'))
  const base = `/api/dashboard/${tenant.slug}/live/media`
  const ours = { origin, 'sec-fetch-site': 'same-origin', ...session }
  const upload = (type: string, size: number) =>
    exchange(origin, {
      method: 'POST',
      path: base,
      headers: { ...ours, 'content-type': formType },
      body: formOf([filePart(type, size, { fileName: 'file' })]),
    })
  // More than Next lets through its middleware.
  const video = await upload('video/mp4', 12 * megabyte)
  expect(video.status, video.text).toBe(201)
  const { id, sha256: hash } = Media.parse(video.json)
  const saved = await exchange(origin, { path: `${base}/${id}/content`, headers: ours })
  expect(sha256(saved.bytes)).toBe(hash)
  expect(saved.headers).toMatchObject({
    'content-disposition': 'attachment; filename="file"',
    'content-type': 'video/mp4',
  })
  const picture = Media.parse((await upload('image/png', 600)).json)
  const shown = await exchange(origin, { path: `${base}/${picture.id}/content`, headers: ours })
  expect(shown.bytes.equals(bytesOf('image/png', 600))).toBe(true)
  expect(shown.headers['content-disposition']).toBe('inline; filename="file"')
  expect(shown.headers['x-content-type-options']).toBe('nosniff')
  expect(String(shown.headers['content-security-policy'])).toContain("default-src 'none'; sandbox")
  expectProblem(await upload('image/png', 5 * megabyte + 1), 413, 'body_too_large')
})

test('no other site’s page gets at a file, and no role that may not', async ({ world, tenant, member }) => {
  const origin = world.app_url
  const base = `/api/dashboard/${tenant.slug}/test/media`
  const path = `${base}/med_01h2xcejqtf2nbrexx3vqjhp41/content`
  const session = await openSession(origin, tenant)
  for (const site of ['cross-site', 'same-site', 'none'])
    expectProblem(
      await exchange(origin, { path, headers: { ...session, 'sec-fetch-site': site } }),
      403,
      'cross_origin_refused',
    )
  const support = {
    origin,
    'sec-fetch-site': 'same-origin',
    ...(await openSession(origin, await member('support'))),
  }
  expectProblem(await exchange(origin, { path, headers: support }), 404, 'not_found')
  const body = formOf([filePart('image/png', 600)])
  const headers = { ...support, 'content-type': formType }
  expectProblem(await exchange(origin, { method: 'POST', path: base, headers, body }), 403, 'role_missing')
})
