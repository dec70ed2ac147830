import type { Metadata } from 'next'
import { CodeBlock } from '@/components/ui/code-block'
import { env } from '@/lib/core/env'
import { endpoints } from '@/lib/http/endpoints'
import { openApiDocument } from '@/lib/http/openapi/document'
import { eventCatalogue, eventSample } from '@/lib/http/openapi/events'
import { apiBase } from '@/lib/http/router'
import { eventTypes } from '@/lib/webhooks/schema'
import { TextLink, Words } from '../prose'
import { Contents } from './contents'
import { FieldList } from './field-list'
import { fieldsOf, objectsOf } from './fields'
import { OperationSection } from './operation-section'

export const metadata: Metadata = { title: 'API reference' }

/** Rendered from the same document that `/api/v1/openapi.json` serves. */
export default function ApiReferencePage() {
  const origin = env().APP_ORIGIN
  const document = openApiDocument(endpoints, origin)
  const { schemas } = document.components
  const operations = endpoints.flatMap((endpoint) => {
    const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
    return operation ? [{ endpoint, operation }] : []
  })
  const objects = objectsOf(schemas)
  const sections = document.tags.flatMap(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name))
    const links = own.map(({ endpoint, operation }) => ({
      href: `#${operation.operationId}`,
      label: endpoint.summary,
      method: endpoint.method,
    }))
    return links.length > 0 ? [{ title: name, links }] : []
  })
  const objectLinks = objects.map(([name]) => ({ href: `#${name}`, label: name }))
  return (
    <div className="mx-auto grid w-full max-w-[84rem] px-5 md:px-8 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <Contents
        sections={[
          ...sections,
          { title: 'Webhooks', links: [{ href: '#events', label: 'Events' }] },
          { title: 'Objects', links: objectLinks },
        ]}
      />
      <main className="min-w-0 pb-16 max-lg:pt-4 lg:pt-12">
        <div className="grid gap-4 pb-10">
          <h1 className="type-display text-3xl">API reference</h1>
          <p className="type-mono break-all text-ink-2 text-sm">
            {origin}
            {apiBase}
          </p>
          <ul className="grid max-w-[72ch] gap-2 text-base text-ink-2">
            {String(document.info.description)
              .split('\n\n')
              .map((paragraph) => (
                <li key={paragraph}>
                  <Words>{paragraph}</Words>
                </li>
              ))}
          </ul>
          <p className="text-sm">
            <TextLink href="/api/v1/openapi.json" prefetch={false}>
              OpenAPI 3.1
            </TextLink>
          </p>
        </div>
        {operations.map(({ endpoint, operation }) => (
          <OperationSection key={operation.operationId} {...{ endpoint, operation, document, origin }} />
        ))}
        <section
          id="events"
          aria-labelledby="events-title"
          className="grid scroll-mt-20 gap-x-10 gap-y-6 border-t py-10 xl:grid-cols-[minmax(0,1fr)_26rem]"
        >
          <div className="grid content-start gap-4">
            <h2 id="events-title" className="type-display text-xl">
              Events
            </h2>
            <p className="max-w-[62ch] text-base text-ink-2">
              <Words>
                What happens to an object is an event. Each carries the object as it was then, in `data`,
                signed as Standard Webhooks says.
              </Words>{' '}
              <TextLink href="/docs/webhooks">How to receive and verify them</TextLink>
            </p>
            <dl className="border-t">
              {eventTypes.map((type) => (
                <div key={type} className="grid gap-x-4 border-b py-2 md:grid-cols-[11rem_1fr]">
                  <dt className="type-mono text-[0.8125rem]">
                    <TextLink href={`/docs/webhooks/events/${type}`} prefetch={false} className="break-all">
                      {type}
                    </TextLink>
                  </dt>
                  <dd className="text-ink-2 text-sm">{eventCatalogue[type]?.summary}</dd>
                </div>
              ))}
            </dl>
          </div>
          <div className="min-w-0">
            <CodeBlock
              label="event"
              title="otp.verified"
              code={JSON.stringify(
                eventSample('otp.verified', eventCatalogue['otp.verified']?.sample ?? {}),
                null,
                2,
              )}
            />
          </div>
        </section>
        {objects.map(([name, schema]) => (
          <section
            key={name}
            id={name}
            aria-labelledby={`${name}-title`}
            className="scroll-mt-20 border-t py-8"
          >
            <h2 id={`${name}-title`} className="type-display text-lg">
              {name}
            </h2>
            <p className="pt-1 pb-4 text-ink-2 text-sm">{schema.description}</p>
            <div className="max-w-[48rem]">
              <FieldList of="answer" title="Fields" fields={fieldsOf(schema, schemas)} />
            </div>
          </section>
        ))}
      </main>
    </div>
  )
}
