import { endpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'
import { checkEndpointUrl } from '@/lib/webhooks/check-url'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'
import { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import {
  CreateEndpointInput,
  DeletedEndpoint,
  EndpointList,
  EndpointObject,
  ListEndpointsQuery,
  RotatedSecret,
  UpdateEndpointInput,
} from '@/lib/webhooks/endpoint-schema'
import {
  createEndpointExamples,
  deleteEndpointExamples,
  getEndpointExamples,
  listEndpointsExamples,
  rotateSecretExamples,
  testEndpointExamples,
  updateEndpointExamples,
} from '@/lib/webhooks/examples'
import { getEndpoint } from '@/lib/webhooks/get-endpoint'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'
import { rotateSecret } from '@/lib/webhooks/rotate-secret'
import { testEndpoint } from '@/lib/webhooks/test-endpoint'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

const { endpointsPerMode, ports, secret } = policy.webhooks
const nothingToUndo = async () => {}

export const listWebhookEndpoints = endpoint({
  method: 'GET',
  path: '/webhook-endpoints',
  scope: 'webhooks:read',
  summary: 'List webhook endpoints, newest first',
  examples: listEndpointsExamples,
  query: ListEndpointsQuery,
  reply: EndpointList,
  status: 200,
  run: listEndpoints,
})

export const createWebhookEndpoint = endpoint({
  method: 'POST',
  path: '/webhook-endpoints',
  scope: 'webhooks:write',
  summary: 'Create a webhook endpoint',
  description: `It gets what happens from now on, in the mode of the key. The URL must be https on port ${ports.join(' or ')}, without a user name, and its host a name that leads to the public internet alone: that is looked up now, and again at each connection. At most ${endpointsPerMode} in each mode. The same URL may be there more than once, with other events or headers.`,
  errors: ['url_not_allowed', 'state_conflict'],
  examples: createEndpointExamples,
  secrets: ['headers'],
  body: CreateEndpointInput,
  reply: EndpointObject,
  status: 201,
  prepare: async (_, { url }) => ({
    input: { checkedUrl: await checkEndpointUrl(url) },
    undo: nothingToUndo,
  }),
  run: createEndpoint,
})

export const getWebhookEndpoint = endpoint({
  method: 'GET',
  path: '/webhook-endpoints/{id}',
  scope: 'webhooks:read',
  summary: 'Read a webhook endpoint',
  examples: getEndpointExamples,
  reply: EndpointObject,
  status: 200,
  run: getEndpoint,
})

export const updateWebhookEndpoint = endpoint({
  method: 'PATCH',
  path: '/webhook-endpoints/{id}',
  scope: 'webhooks:write',
  summary: 'Change a webhook endpoint',
  description:
    'What is not named stays. `headers` are replaced as a whole. Another URL is checked like a new one. With `enabled: false` nothing is sent to it any more, and what waits is canceled; with `enabled: true` it begins anew, and its failures of before are forgotten.',
  errors: ['url_not_allowed'],
  examples: updateEndpointExamples,
  secrets: ['headers'],
  body: UpdateEndpointInput,
  reply: EndpointObject,
  status: 200,
  run: updateEndpoint,
})

export const deleteWebhookEndpoint = endpoint({
  method: 'DELETE',
  path: '/webhook-endpoints/{id}',
  scope: 'webhooks:write',
  summary: 'Delete a webhook endpoint',
  description: 'Nothing is sent to it any more, and what waits is canceled. Its deliveries stay in the log.',
  examples: deleteEndpointExamples,
  reply: DeletedEndpoint,
  status: 200,
  run: deleteEndpoint,
})

export const testWebhookEndpoint = endpoint({
  method: 'POST',
  path: '/webhook-endpoints/{id}/test',
  scope: 'webhooks:write',
  operationId: 'testWebhookEndpoint',
  summary: 'Send a test event to a webhook endpoint',
  description:
    'A `test.ping` goes to this endpoint alone, whatever events it wants: signed, retried and logged like any other. Read the delivery to see what came of it. It never counts against the endpoint. One that is disabled is a 409.',
  errors: ['state_conflict'],
  examples: testEndpointExamples,
  reply: DeliveryObject,
  status: 202,
  run: testEndpoint,
})

export const rotateWebhookSecret = endpoint({
  method: 'POST',
  path: '/webhook-secret/rotate',
  scope: 'webhooks:write',
  operationId: 'rotateWebhookSecret',
  summary: 'Rotate the webhook secret',
  description: `A new secret signs from now on in the mode of the key; for ${secret.overlapHours} hours deliveries carry a signature of the one before as well. At most ${secret.atOnce} secrets sign at once: more than that is a 409 that says when there may be another. The secret is in this answer and in no other: when the call is repeated with its \`Idempotency-Key\`, \`secret\` is null.`,
  errors: ['state_conflict'],
  examples: rotateSecretExamples,
  toldOnce: ['secret'],
  reply: RotatedSecret,
  status: 201,
  run: rotateSecret,
})

export const webhookEndpointEndpoints = [
  listWebhookEndpoints,
  createWebhookEndpoint,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  testWebhookEndpoint,
  rotateWebhookSecret,
]
