import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CodeBlock } from '@/components/ui/code-block'
import { env } from '@/lib/core/env'
import { endpoints } from '@/lib/http/endpoints'
import { openApiDocument } from '@/lib/http/openapi/document'
import { eventCatalogue, eventSample, sampleData } from '@/lib/http/openapi/events'
import type { JsonSchema } from '@/lib/http/openapi/shape'
import { EventType } from '@/lib/webhooks/event-schema'
import { FieldList } from '../../../api/field-list'
import { fieldsOf } from '../../../api/fields'
import { Code, TextLink } from '../../../prose'
import { triggerCommand } from '../../snippets'

type Props = { params: Promise<{ type: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const type = EventType.safeParse((await params).type)
  return { title: type.data ?? 'Not found' }
}

/** One type of event, from the same document that `/api/v1/openapi.json` serves. */
export default async function EventPage({ params }: Props) {
  const type = EventType.safeParse((await params).type).data ?? notFound()
  const origin = env().APP_ORIGIN
  const { webhooks, components } = openApiDocument(endpoints, origin)
  const { schemas } = components
  const body = resolve(webhooks[type]?.post.requestBody.content['application/json']?.schema, schemas)
  const data = schemaOf(body.properties?.data)
  const objects = namesOf(data)
  return (
    <main className="mx-auto grid w-full min-w-0 max-w-[84rem] content-start gap-x-10 gap-y-8 px-5 py-10 md:px-8 md:py-14 xl:grid-cols-[minmax(0,1fr)_30rem]">
      <div className="grid min-w-0 content-start gap-8">
        <div className="grid gap-3">
          <p className="text-sm">
            <TextLink href="/docs/webhooks/events" className="text-ink-2">
              Events
            </TextLink>
          </p>
          <h1 className="type-mono break-words text-2xl">{type}</h1>
          <p className="max-w-[62ch] text-ink-2 text-lg">{eventCatalogue[type]?.summary}.</p>
        </div>
        <FieldList of="answer" title="The event" fields={fieldsOf(body, schemas).map(unlinked)} />
        <div className="grid gap-3">
          <FieldList of="answer" title="Its data" fields={fieldsOf(data, schemas).map(unlinked)} />
          {objects.length > 0 && (
            <p className="text-ink-2 text-sm">
              In the API reference:{' '}
              {objects.map((name, at) => (
                <span key={name}>
                  {at > 0 && ', '}
                  <TextLink href={`/docs/api#${name}`}>{name}</TextLink>
                </span>
              ))}
              .
            </p>
          )}
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-3 self-start xl:sticky xl:top-20">
        <CodeBlock
          label="event"
          title="Sample"
          code={JSON.stringify(eventSample(type, sampleData(type)), null, 2)}
        />
        <CodeBlock
          label="trigger command"
          title="Make one, in test mode"
          code={triggerCommand(origin).replace('otp.verified', type)}
        />
        <p className="text-ink-2 text-sm">
          How to receive and verify it: <TextLink href="/docs/webhooks">Webhooks</TextLink>. It is posted with{' '}
          <Code>webhook-id</Code>, the event’s id, which is the same on every attempt.
        </p>
      </div>
    </main>
  )
}

type Schemas = Record<string, JsonSchema>

function resolve(schema: JsonSchema | undefined, schemas: Schemas): JsonSchema {
  const name = schema?.$ref?.split('/').at(-1)
  return (name ? schemas[name] : schema) ?? {}
}

function schemaOf(part: JsonSchema | boolean | undefined): JsonSchema {
  return typeof part === 'object' ? part : {}
}

/** The objects of the reference that the data is one of. */
function namesOf(data: JsonSchema): string[] {
  const parts = [data, ...(data.oneOf ?? []), ...(data.anyOf ?? [])]
  return parts.flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? [])
}

/** Its objects are on another page. */
function unlinked<Field extends { link?: string }>({ link: _, ...field }: Field) {
  return field
}
