import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { isTemplateLanguage, normaliseLanguage } from '@/lib/templates/language-schema'

export const categories = ['authentication', 'utility', 'marketing'] as const
export type Category = (typeof categories)[number]

/** Meta's own words in lower case. `pending` is also what waits to be handed in. */
export const templateStatuses = [
  'pending',
  'approved',
  'rejected',
  'paused',
  'disabled',
  'in_appeal',
  'pending_deletion',
  'deleted',
  'limit_exceeded',
  'archived',
  'locked',
] as const
export type TemplateStatus = (typeof templateStatuses)[number]

export const qualities = ['green', 'yellow', 'red', 'unknown'] as const
export type TemplateQuality = (typeof qualities)[number]

/** What became of a template, in Meta's own words or, for what is no status, in ours. */
export const TimelineEntry = z.object({
  at: z.string().describe('When Meta says it happened; what we did ourselves, when we did.'),
  status: z
    .string()
    .describe('The status it took, or `quality_…`, `category_…`, `edited` and the like for other changes.'),
  detail: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

const Language = z.object({
  id: z.string(),
  language: z.string().describe('Its code, such as `en_US`.'),
  status: z.enum(templateStatuses),
})

export const TemplateObject = z
  .object({
    object: z.literal('template'),
    id: z.string(),
    account_id: z
      .string()
      .nullable()
      .describe('The WhatsApp Business Account that it belongs to; null for the one of test mode.'),
    name: z.string().describe('The name that all its languages share.'),
    language: z.string().describe('Its language, such as `en_US`.'),
    category: z.enum(categories).describe('What Meta counts and prices it as.'),
    status: z.enum(templateStatuses).describe("Meta's verdict. Only `approved` can be sent."),
    quality: z.enum(qualities).nullable().describe("Meta's colour for how people take it."),
    parameter_format: z
      .enum(['positional', 'named'])
      .describe('Whether its variables are numbered or have names.'),
    components: z
      .array(z.record(z.string(), z.unknown()))
      .nullable()
      .describe('Header, body, footer and buttons, as Meta has them; null while nobody has read them.'),
    rejected_reason: z.string().nullable().describe('Why Meta did not take it, in words.'),
    fix: z.string().nullable().describe('What to do about its status; null when there is nothing to do.'),
    status_detail: z.string().nullable().describe('What Meta added to the status, in its own words.'),
    previous_category: z.enum(categories).nullable().describe('What it was counted as before.'),
    category_change: z
      .object({
        to: z.enum(categories).describe('What Meta will count it as.'),
        at: z.string().nullable().describe('From when on; null when Meta did not say.'),
      })
      .nullable()
      .describe('A change of the category that Meta has announced.'),
    message_send_ttl_seconds: z
      .int()
      .nullable()
      .describe('How long Meta tries to deliver a message of it; -1 is 30 days.'),
    languages: z.array(Language).describe('All languages of the same name in the same account.'),
    last_used_at: z.string().nullable().describe('When a message last went out with it, to the minute.'),
    synced_at: z.string().nullable().describe('When it was last read from Meta.'),
    mode: z.enum(modes),
    created_at: z.string(),
  })
  .meta({ id: 'Template', description: 'One language of a message template.' })
export type TemplateObject = z.infer<typeof TemplateObject>

export const TemplateDetail = TemplateObject.extend({
  timeline: z.array(TimelineEntry).describe('What became of it, oldest first.'),
}).meta({ id: 'TemplateDetail', description: 'One language of a message template, with its history.' })
export type TemplateDetail = z.infer<typeof TemplateDetail>

export const TemplateList = listOf(TemplateObject)
export type TemplateList = z.infer<typeof TemplateList>

/** A language code in either spelling. */
export const LanguageCode = z
  .string()
  .max(16)
  .transform(normaliseLanguage)
  .refine(isTemplateLanguage, 'Not a language that Meta takes for templates.')

export const ListTemplatesQuery = ListQuery.extend({
  name: z.string().max(512).optional().describe('Only this name, whole.'),
  language: z
    .string()
    .max(16)
    .transform(normaliseLanguage)
    .optional()
    .describe('Only this language, such as `en_US`.'),
  category: z.enum(categories).optional().describe('Only this category.'),
  status: z.enum(templateStatuses).optional().describe('Only this status.'),
  account: z.string().max(64).optional().describe('Only this account, `waa_…`.'),
})
export type ListTemplatesQuery = z.input<typeof ListTemplatesQuery>

export const SyncTemplatesInput = z.strictObject({
  account: z.string().max(64).optional().describe('This account alone, `waa_…`; without it, all of them.'),
})
export const SyncTemplatesReply = z.object({
  object: z.literal('template_sync'),
  accounts: z
    .array(
      z.object({
        account_id: z.string().nullable().describe('The account, `waa_…`.'),
        name: z.string().nullable().describe('What the account is called at Meta.'),
        synced_at: z.string().nullable().describe('When all its templates were last read.'),
      }),
    )
    .describe('The accounts that are read now; their `synced_at` moves when it is done.'),
})
export type SyncTemplatesReply = z.infer<typeof SyncTemplatesReply>

export const DeleteTemplateQuery = z.strictObject({
  all_languages: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` deletes every language of the name.'),
})
export const DeletedTemplate = z.object({
  object: z.literal('template'),
  id: z.string(),
  name: z.string().describe('The name. Meta keeps it from being used again for 30 days.'),
  languages: z.array(z.string()).describe('The languages that are gone.'),
  deleted: z.literal(true).describe('Always true.'),
})
export type DeletedTemplate = z.infer<typeof DeletedTemplate>
