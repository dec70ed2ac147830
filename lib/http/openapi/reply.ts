import { z } from 'zod'

export const OpenApiReply = z
  .looseObject({
    openapi: z.string().describe('The version of OpenAPI.'),
    info: z.looseObject({}).describe('Title, version and conventions.'),
    paths: z.looseObject({}).describe('The operations, by path and method.'),
    webhooks: z.looseObject({}).describe('What we post to you, by event.'),
    components: z.looseObject({}).describe('What the operations share.'),
  })
  .meta({ id: 'OpenApiDocument', description: 'A description of the API in OpenAPI 3.1.' })

export const openApiExample = {
  openapi: '3.1.0',
  info: { title: 'Hawk Send', version: '1.0.0' },
  paths: {},
  webhooks: {},
  components: {},
}
