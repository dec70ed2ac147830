import { z } from 'zod'
import { callGraph, type GraphResult } from '@/lib/gateways/meta-graph'

/** What a sync asks of each template. */
const fields = [
  'id',
  'name',
  'language',
  'status',
  'category',
  'components',
  'parameter_format',
  'quality_score',
  'rejected_reason',
  'previous_category',
  'correct_category',
  'message_send_ttl_seconds',
].join(',')

const word = z.string().max(64).nullish().catch(null)

const MetaTemplate = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string(),
  components: z.array(z.record(z.string(), z.unknown())).optional().catch(undefined),
  parameter_format: word,
  quality_score: z.object({ score: z.string() }).nullish().catch(null),
  rejected_reason: word,
  previous_category: word,
  correct_category: word,
  message_send_ttl_seconds: z.number().int().nullish().catch(null),
})
export type MetaTemplate = z.infer<typeof MetaTemplate>

const Page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({
      cursors: z.object({ after: z.string().optional() }).optional(),
      next: z.string().optional(),
    })
    .optional(),
})

export type Failed = Exclude<GraphResult, { outcome: 'ok' }>
type Account = { wabaId: string; accessToken: string }
type ListQuery = { limit: number; after?: string; name?: string; language?: string }
export type TemplatePage = { outcome: 'ok'; templates: MetaTemplate[]; after: string | null }

const path = ({ wabaId }: Account, edge: string) => `/${encodeURIComponent(wabaId)}/${edge}`

/** One page of what Meta holds. What it holds in a form that we cannot read is left out. */
export async function listMetaTemplates(
  account: Account,
  { limit, after, name, language }: ListQuery,
): Promise<TemplatePage | Failed> {
  const result = await callGraph({
    method: 'GET',
    path: path(account, 'message_templates'),
    query: {
      fields,
      limit: String(limit),
      ...(after && { after }),
      ...(name && { name }),
      ...(language && { language }),
    },
    accessToken: account.accessToken,
  })
  const page = readAs(Page, result)
  if (page.outcome !== 'ok') return page
  const templates = page.value.data.flatMap((one) => {
    const parsed = MetaTemplate.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  const next = page.value.paging?.cursors?.after
  // The last page has a cursor as well, with nothing behind it.
  return { outcome: 'ok', templates, after: page.value.data.length > 0 && next ? next : null }
}

const Created = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  status: z.string(),
  category: z.string().optional(),
})

export type NewTemplate = {
  name: string
  language: string
  category: string
  parameterFormat: string
  components: readonly object[]
  ttlSeconds: number | null
}

export async function createMetaTemplate(account: Account, template: NewTemplate) {
  const body = {
    name: template.name,
    language: template.language,
    category: template.category,
    parameter_format: template.parameterFormat,
    components: template.components,
    ...(template.ttlSeconds !== null && { message_send_ttl_seconds: template.ttlSeconds }),
  }
  const call = { method: 'POST', path: path(account, 'message_templates'), body } as const
  return readAs(Created, await callGraph({ ...call, accessToken: account.accessToken }))
}

const Upserted = z.object({
  data: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String),
      status: z.string(),
      language: z.string(),
    }),
  ),
})

/** All languages of an authentication template in one call; those that are there already are changed. */
export async function upsertMetaTemplates(
  account: Account,
  {
    name,
    languages,
    components,
    ttlSeconds,
  }: Pick<NewTemplate, 'name' | 'components' | 'ttlSeconds'> & { languages: string[] },
) {
  const body = {
    name,
    languages,
    category: 'AUTHENTICATION',
    components,
    ...(ttlSeconds !== null && { message_send_ttl_seconds: ttlSeconds }),
  }
  const call = { method: 'POST', path: path(account, 'upsert_message_templates'), body } as const
  return readAs(Upserted, await callGraph({ ...call, accessToken: account.accessToken }))
}

const Done = z.object({ success: z.literal(true) })

/** The components are replaced as a whole. */
export async function editMetaTemplate(
  { accessToken }: Account,
  metaId: string,
  body: { components: readonly object[]; category?: string; message_send_ttl_seconds?: number },
) {
  return readAs(
    Done,
    await callGraph({ method: 'POST', path: `/${encodeURIComponent(metaId)}`, body, accessToken }),
  )
}

/** One language when its id is given, else all of the name. */
export async function deleteMetaTemplate(account: Account, name: string, metaId: string | null) {
  const query = { name, ...(metaId && { hsm_id: metaId }) }
  const call = { method: 'DELETE', path: path(account, 'message_templates'), query } as const
  return readAs(Done, await callGraph({ ...call, accessToken: account.accessToken }))
}

const Previews = z.object({
  data: z.array(
    z.object({
      body: z.string(),
      footer: z.string().optional(),
      language: z.string(),
      buttons: z
        .array(z.object({ text: z.string().optional(), autofill_text: z.string().optional() }))
        .catch([]),
    }),
  ),
})

/** What Meta writes for codes in each language. */
export async function previewMetaTemplates(
  account: Account,
  options: { languages: string[]; addSecurityRecommendation: boolean; codeExpirationMinutes: number | null },
) {
  const query = {
    category: 'AUTHENTICATION',
    languages: options.languages.join(','),
    add_security_recommendation: String(options.addSecurityRecommendation),
    ...(options.codeExpirationMinutes !== null && {
      code_expiration_minutes: String(options.codeExpirationMinutes),
    }),
    button_types: 'OTP',
  }
  const call = { method: 'GET', path: path(account, 'message_template_previews'), query } as const
  return readAs(Previews, await callGraph({ ...call, accessToken: account.accessToken }))
}

/** An answer that cannot be read is no answer: nobody knows then whether Meta did it. */
function readAs<Value>(
  schema: z.ZodType<Value>,
  result: GraphResult,
): { outcome: 'ok'; value: Value } | Failed {
  if (result.outcome !== 'ok') return result
  const parsed = schema.safeParse(result.json)
  if (parsed.success) return { outcome: 'ok', value: parsed.data }
  return { outcome: 'unknown', cause: new Error('Meta answered with a body we cannot read.') }
}
