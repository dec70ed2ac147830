import type { z } from 'zod'

/** The parts of OpenAPI 3.1 that the document is made of. */
export type JsonSchema = z.core.JSONSchema.JSONSchema
export type Ref = { $ref: string }
export type Example = { summary: string; value: unknown }
export type Content = Record<string, { schema: JsonSchema; examples?: Record<string, Example | Ref> }>
export type Header = { description: string; required?: boolean; schema: JsonSchema; example?: unknown }
export type Response = { description: string; headers: Record<string, Header | Ref>; content: Content }
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description: string
  schema: JsonSchema
}

export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  'x-required-scope'?: string
  /** Every code that the operation may be refused with. */
  'x-error-codes'?: string[]
  parameters: (Parameter | Ref)[]
  requestBody?: { required: true; content: Content }
  responses: Record<string, Response | Ref>
}

export type WebhookOperation = Pick<
  Operation,
  'operationId' | 'tags' | 'summary' | 'security' | 'parameters'
> & {
  requestBody: { required: true; content: Content }
  responses: Record<string, { description: string }>
}

export type OpenApiDocument = {
  openapi: '3.1.0'
  info: Record<string, unknown>
  servers: { url: string; description: string }[]
  tags: { name: string; description: string }[]
  security: Record<string, string[]>[]
  paths: Record<string, Record<string, Operation>>
  webhooks: Record<string, { post: WebhookOperation }>
  components: {
    securitySchemes: Record<string, object>
    schemas: Record<string, JsonSchema>
    parameters: Record<string, Parameter>
    headers: Record<string, Header>
    responses: Record<string, Response>
    examples: Record<string, Example>
  }
}
