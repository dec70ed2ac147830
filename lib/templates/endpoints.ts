import { endpoint } from '@/lib/core/endpoint'
import { createTemplate } from '@/lib/templates/create'
import { CreateTemplateInput } from '@/lib/templates/create-schema'
import { deleteTemplate } from '@/lib/templates/delete'
import {
  createExamples,
  deleteExamples,
  getExamples,
  listExamples,
  syncExamples,
} from '@/lib/templates/examples'
import { getTemplate } from '@/lib/templates/get'
import { listTemplates } from '@/lib/templates/list'
import { requestSync } from '@/lib/templates/request-sync'
import {
  DeletedTemplate,
  DeleteTemplateQuery,
  ListTemplatesQuery,
  SyncTemplatesInput,
  SyncTemplatesReply,
  TemplateDetail,
  TemplateList,
  TemplateObject,
} from '@/lib/templates/schema'

export const listTemplatesEndpoint = endpoint({
  method: 'GET',
  path: '/templates',
  scope: 'templates:read',
  operationId: 'listTemplates',
  summary: 'List templates, newest first',
  description: 'One row for each language. What has been deleted is left out, unless `status` asks for it.',
  examples: listExamples,
  query: ListTemplatesQuery,
  reply: TemplateList,
  status: 200,
  run: listTemplates,
})

export const createTemplateEndpoint = endpoint({
  method: 'POST',
  path: '/templates',
  scope: 'templates:write',
  operationId: 'createTemplate',
  summary: 'Create a template and hand it in to Meta',
  description:
    'Of `authentication` Meta words the text itself and leaves options; it takes many languages at once. Of `utility` and `marketing` you write the components, and every rule of Meta’s that we know is checked before anything goes out. It goes to Meta after this answer: its review comes as `template.approved` or `template.rejected`. In test mode a second decides, and names with `reject`, `pause` or `disable` in them end there.',
  errors: ['no_sender', 'state_conflict'],
  examples: createExamples,
  body: CreateTemplateInput,
  reply: TemplateObject,
  status: 202,
  run: createTemplate,
})

export const getTemplateEndpoint = endpoint({
  method: 'GET',
  path: '/templates/{id}',
  scope: 'templates:read',
  summary: 'Read a template and its history',
  examples: getExamples,
  reply: TemplateDetail,
  status: 200,
  run: getTemplate,
})

export const deleteTemplateEndpoint = endpoint({
  method: 'DELETE',
  path: '/templates/{id}',
  scope: 'templates:write',
  summary: 'Delete a template, in one language or in all',
  description:
    'At Meta as well, which keeps the name from being used again for 30 days. Messages on their way still arrive.',
  errors: ['no_sender', 'state_conflict', 'provider_refused', 'unavailable'],
  examples: deleteExamples,
  query: DeleteTemplateQuery,
  reply: DeletedTemplate,
  status: 200,
  run: deleteTemplate,
})

export const syncTemplatesEndpoint = endpoint({
  method: 'POST',
  path: '/templates/sync',
  scope: 'templates:write',
  operationId: 'syncTemplates',
  summary: 'Read the templates from Meta now',
  description:
    'It happens every hour by itself, and Meta tells of changes in between. This asks for it now; `synced_at` of the account moves when it is done.',
  errors: ['no_sender'],
  examples: syncExamples,
  body: SyncTemplatesInput,
  reply: SyncTemplatesReply,
  status: 202,
  run: requestSync,
})
