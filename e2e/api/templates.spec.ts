import { z } from 'zod'
import { expect, test } from '../fixtures'
import { expectProblem } from '../support/problem'

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const status = z.enum(['pending', 'approved', 'rejected', 'paused', 'disabled'])
const category = z.enum(['authentication', 'utility', 'marketing'])

/** As the contract has it, written down a second time: not a field more or less. */
const fields = {
  object: z.literal('template'),
  id: id('tpl'),
  account_id: id('waa').nullable(),
  name: z.string(),
  language: z.string(),
  category,
  status,
  quality: z.enum(['green', 'yellow', 'red', 'unknown']).nullable(),
  parameter_format: z.enum(['positional', 'named']),
  components: z.array(z.record(z.string(), z.unknown())).nullable(),
  rejected_reason: z.string().nullable(),
  fix: z.string().nullable(),
  status_detail: z.string().nullable(),
  previous_category: category.nullable(),
  category_change: z.strictObject({ to: category, at: instant.nullable() }).nullable(),
  message_send_ttl_seconds: z.int().nullable(),
  languages: z.array(z.strictObject({ id: id('tpl'), language: z.string(), status })),
  last_used_at: instant.nullable(),
  synced_at: instant.nullable(),
  mode: z.enum(['live', 'test']),
  created_at: instant,
}
const Template = z.strictObject(fields)
const Detail = z.strictObject({
  ...fields,
  timeline: z.array(z.strictObject({ at: instant, status: z.string(), detail: z.string().nullable() })),
})
const List = z.strictObject({
  object: z.literal('list'),
  data: z.array(Template),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})
const Sync = z.strictObject({
  object: z.literal('template_sync'),
  accounts: z.array(
    z.strictObject({
      account_id: id('waa').nullable(),
      name: z.string().nullable(),
      synced_at: instant.nullable(),
    }),
  ),
})

const utility = (name: string) => ({
  name,
  category: 'UTILITY',
  language: 'en-us',
  components: [
    { type: 'BODY', text: 'Hello {{1}}, your order is on its way.', example: { body_text: [['Ana']] } },
  ],
})

test.describe('GET /api/v1/templates', () => {
  test('200: a page, newest first, and filters', async ({ api, tenant }) => {
    const key = tenant.test_key
    const first = List.parse((await api.get('/templates?limit=3', { key })).json)
    expect(first.data).toHaveLength(3)
    const rest = List.parse((await api.get(`/templates?cursor=${first.next_cursor}`, { key })).json)
    expect(rest.data).toHaveLength(4)
    expect(rest.has_more).toBe(false)
    const french = List.parse((await api.get('/templates?language=fr&status=approved', { key })).json)
    expect(french.data.map(({ language }) => language)).toEqual(['fr'])
    expect(List.parse((await api.get('/templates?category=marketing', { key })).json).data).toEqual([])
    expect(List.parse((await api.get('/templates?name=otp_copy', { key })).json).data).toEqual([])
  })

  test('422: a status that there is not', async ({ api, resident }) => {
    expectProblem(
      await api.get('/templates?status=green', { key: resident.test_key }),
      422,
      'validation_failed',
    )
  })
})

test.describe('POST /api/v1/templates', () => {
  test('202: a template for codes in many languages, approved after a second of test mode', async ({
    api,
    tenant,
  }) => {
    const key = tenant.test_key
    const reply = await api.post(
      '/templates',
      { name: 'hawk_code', category: 'authentication', languages: ['en_US', 'pt-BR'] },
      { key },
    )
    expect(reply.status).toBe(202)
    const made = Template.parse(reply.json)
    expect(made).toMatchObject({ status: 'pending', message_send_ttl_seconds: 300, mode: 'test' })
    expect(made.languages.map(({ language }) => language)).toEqual(['en_US', 'pt_BR'])
    await expect
      .poll(async () => Detail.parse((await api.get(`/templates/${made.id}`, { key })).json).status, {
        timeout: 10_000,
      })
      .toBe('approved')
  })

  test('202: live, it goes to Meta, and is what Meta makes of it', async ({ api, tenant }) => {
    const key = tenant.live_key
    const made = Template.parse((await api.post('/templates', utility('order_live'), { key })).json)
    await expect
      .poll(
        async () => {
          await api.post('/templates/sync', {}, { key })
          return Detail.parse((await api.get(`/templates/${made.id}`, { key })).json).status
        },
        { timeout: 20_000, intervals: [1_000] },
      )
      .toBe('approved')
  })

  test('202: once, however often it is sent with one Idempotency-Key', async ({ api, tenant }) => {
    const options = { key: tenant.test_key, headers: { 'idempotency-key': 'make-it' } }
    const first = Template.parse((await api.post('/templates', utility('order_once'), options)).json)
    expect(Template.parse((await api.post('/templates', utility('order_once'), options)).json).id).toBe(
      first.id,
    )
  })

  test('403: without the scope', async ({ api, tenant, owner }) => {
    await owner`update api_keys set scopes = '{templates:read}' where tenant_id = ${tenant.id} and mode = 'test'`
    expectProblem(
      await api.post('/templates', utility('order_x'), { key: tenant.test_key }),
      403,
      'scope_missing',
    )
  })

  test('409: a name and language that are there', async ({ api, tenant }) => {
    const key = tenant.test_key
    await api.post('/templates', utility('order_twice'), { key })
    expectProblem(await api.post('/templates', utility('order_twice'), { key }), 409, 'state_conflict')
  })

  test('422: every fault at once, each with what would be right', async ({ api, resident }) => {
    const body = {
      name: 'Order Update',
      category: 'utility',
      language: 'en_US',
      components: [
        { type: 'BODY', text: '{{1}}{{2}}' },
        { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'x'.repeat(26), url: 'here' }] },
      ],
    }
    const problem = expectProblem(
      await api.post('/templates', body, { key: resident.test_key }),
      422,
      'validation_failed',
    )
    const paths = problem.errors?.map(({ path }) => path) ?? []
    expect(paths).toEqual(
      expect.arrayContaining([
        'name',
        'components.0.text',
        'components.1.buttons.0.text',
        'components.1.buttons.0.url',
      ]),
    )
    expect(problem.errors?.every(({ fix }) => fix)).toBe(true)
  })

  test('422: what Meta does not leave open for codes', async ({ api, resident }) => {
    const wrong = async (more: object) => {
      const body = { category: 'authentication', language: 'en_US', ...more }
      const problem = expectProblem(
        await api.post('/templates', body, { key: resident.test_key }),
        422,
        'validation_failed',
      )
      return problem.errors?.map(({ path }) => path)
    }
    expect(await wrong({ components: [{ type: 'BODY', text: 'Your code' }] })).toEqual(['components'])
    expect(await wrong({ code_expiration_minutes: 91 })).toEqual(['code_expiration_minutes'])
    expect(await wrong({ button_text: 'x'.repeat(26) })).toEqual(['button_text'])
    expect(await wrong({ otp_type: 'one_tap' })).toEqual(['supported_apps'])
    expect(await wrong({ message_send_ttl_seconds: 901 })).toEqual(['message_send_ttl_seconds'])
  })
})

test.describe('GET /api/v1/templates/{id}', () => {
  test('200: with its history; a rejected one says why and what to do', async ({ api, tenant }) => {
    const key = tenant.test_key
    const made = Template.parse((await api.post('/templates', utility('order_reject'), { key })).json)
    const read = async () => Detail.parse((await api.get(`/templates/${made.id}`, { key })).json)
    await expect.poll(async () => (await read()).status, { timeout: 10_000 }).toBe('rejected')
    const detail = await read()
    expect(detail.rejected_reason).toBeTruthy()
    expect(detail.fix).toBeTruthy()
    expect(detail.timeline.map((entry) => entry.status)).toEqual(['submitted', 'rejected'])
  })

  test('404: another tenant’s, and one of the other mode', async ({ api, tenant, stranger }) => {
    const [one] = List.parse((await api.get('/templates', { key: tenant.test_key })).json).data
    for (const key of [stranger.test_key, tenant.live_key])
      expectProblem(await api.get(`/templates/${one?.id}`, { key }), 404, 'not_found')
  })
})

test.describe('DELETE /api/v1/templates/{id}', () => {
  test('200: one language, or all of them, at Meta as well', async ({ api, tenant }) => {
    const key = tenant.live_key
    const { data } = List.parse((await api.get('/templates', { key })).json)
    const [first, second] = data
    const gone = await api.call('DELETE', `/templates/${first?.id}`, { key })
    expect(gone.status).toBe(200)
    expect(gone.json).toMatchObject({ id: first?.id, languages: [first?.language], deleted: true })
    expectProblem(await api.call('DELETE', `/templates/${first?.id}`, { key }), 404, 'not_found')
    const rest = await api.call('DELETE', `/templates/${second?.id}?all_languages=true`, { key })
    expect(rest.json).toMatchObject({ languages: expect.arrayContaining([second?.language]) })
    expect(List.parse((await api.get('/templates', { key })).json).data).toEqual([])
  })

  test('404: another tenant’s', async ({ api, tenant, stranger }) => {
    const [one] = List.parse((await api.get('/templates', { key: tenant.test_key })).json).data
    expectProblem(
      await api.call('DELETE', `/templates/${one?.id}`, { key: stranger.test_key }),
      404,
      'not_found',
    )
  })

  test('502: what Meta refuses is told, and it stays', async ({ api, tenant, sandbox, owner }) => {
    const key = tenant.live_key
    await api.post('/templates/sync', {}, { key })
    const metaId = async () =>
      (
        await owner`select meta_id from templates where tenant_id = ${tenant.id} and language = 'fr' and mode = 'live'`
      )[0]?.meta_id
    await expect.poll(metaId, { timeout: 10_000 }).toBeTruthy()
    const [one] = List.parse((await api.get('/templates?language=fr', { key })).json).data
    await sandbox.faults({ match: `hsm_id=${await metaId()}`, code: 10 })
    const path = `/templates/${one?.id}`
    expectProblem(await api.call('DELETE', path, { key }), 502, 'provider_refused')
    expect((await api.get(path, { key })).json).toMatchObject({ status: 'approved' })
  })
})

test.describe('POST /api/v1/templates/sync', () => {
  test('202: the accounts, whose synced_at moves when they are read', async ({ api, tenant }) => {
    const key = tenant.live_key
    const ask = async () => Sync.parse((await api.post('/templates/sync', {}, { key })).json).accounts
    const [before] = await ask()
    await expect
      .poll(async () => (await ask())[0]?.synced_at !== before?.synced_at, { timeout: 10_000 })
      .toBe(true)
    const body = { account: before?.account_id }
    expect((await api.post('/templates/sync', body, { key })).status).toBe(202)
  })

  test('409: an account that is none', async ({ api, tenant }) => {
    expectProblem(
      await api.post('/templates/sync', { account: 'waa_x' }, { key: tenant.live_key }),
      409,
      'no_sender',
    )
  })
})
