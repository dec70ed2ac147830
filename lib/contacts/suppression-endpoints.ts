import {
  getSuppressionExamples,
  listSuppressionsExamples,
  removeSuppressionExamples,
  setSuppressionExamples,
} from '@/lib/contacts/examples'
import { getSuppression } from '@/lib/contacts/get-suppression'
import { listSuppressions } from '@/lib/contacts/list-suppressions'
import { removeSuppression } from '@/lib/contacts/remove-suppression'
import { setSuppression } from '@/lib/contacts/set-suppression'
import {
  ListSuppressionsQuery,
  RemovedSuppression,
  RemoveSuppressionQuery,
  SetSuppressionInput,
  SuppressionList,
  SuppressionObject,
} from '@/lib/contacts/suppression-schema'
import { endpoint } from '@/lib/core/endpoint'

export const listSuppressionsEndpoint = endpoint({
  method: 'GET',
  path: '/suppressions',
  scope: 'contacts:read',
  summary: 'List who wants no messages, newest first',
  description:
    'Whoever writes a stop word, in any of many languages, is added with the scope `all`; whoever switches marketing off in WhatsApp, with `marketing`.',
  examples: listSuppressionsExamples,
  query: ListSuppressionsQuery,
  reply: SuppressionList,
  status: 200,
  run: listSuppressions,
})

export const getSuppressionEndpoint = endpoint({
  method: 'GET',
  path: '/suppressions/{phone}',
  scope: 'contacts:read',
  summary: 'Read whether somebody wants no messages',
  description: 'A 404 is somebody who may be written to. Where two scopes are kept, `all` is told.',
  errors: ['recipient_invalid'],
  examples: getSuppressionExamples,
  reply: SuppressionObject,
  status: 200,
  run: getSuppression,
})

export const setSuppressionEndpoint = endpoint({
  method: 'PUT',
  path: '/suppressions/{phone}',
  scope: 'contacts:write',
  summary: 'Hold back messages to somebody',
  description:
    'A contact is not needed, and none is made. Who is suppressed already stays so, for the reason and since the time that it was.',
  errors: ['recipient_invalid'],
  examples: setSuppressionExamples,
  body: SetSuppressionInput,
  reply: SuppressionObject,
  status: 200,
  run: setSuppression,
})

export const removeSuppressionEndpoint = endpoint({
  method: 'DELETE',
  path: '/suppressions/{phone}',
  scope: 'contacts:write',
  summary: 'Let messages through to somebody again',
  description: 'Of both scopes, unless one is named. What a person switched off in WhatsApp stays off there.',
  errors: ['recipient_invalid'],
  examples: removeSuppressionExamples,
  query: RemoveSuppressionQuery,
  reply: RemovedSuppression,
  status: 200,
  run: removeSuppression,
})

export const suppressionEndpoints = [
  listSuppressionsEndpoint,
  getSuppressionEndpoint,
  setSuppressionEndpoint,
  removeSuppressionEndpoint,
]
