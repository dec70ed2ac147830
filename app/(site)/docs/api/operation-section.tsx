import { CodeBlock } from '@/components/ui/code-block'
import type { Dialect, Endpoint } from '@/lib/core/endpoint'
import { AppError, type ErrorCode, errorTable, isErrorCode } from '@/lib/core/errors'
import { bodyTypeOf } from '@/lib/http/openapi/operation'
import type { JsonSchema, OpenApiDocument, Operation } from '@/lib/http/openapi/shape'
import { apiBase } from '@/lib/http/router'
import { Code, TextLink, Words } from '../prose'
import { curlOf } from '../snippets'
import { FieldList } from './field-list'
import { type Field, fieldsOf, typeOf } from './fields'
import { Folded } from './folded'

type Props = { endpoint: Endpoint; operation: Operation; document: OpenApiDocument; origin: string }

export function OperationSection({ endpoint, operation, document, origin }: Props) {
  const { method, path, status, scope, summary, examples } = endpoint
  const { schemas } = document.components
  const bodySchema = operation.requestBody?.content[bodyTypeOf(endpoint)]?.schema
  const answer = operation.responses[status]
  const answerSchema = answer && 'content' in answer ? answer.content['application/json']?.schema : undefined
  return (
    <section
      id={operation.operationId}
      aria-labelledby={`${operation.operationId}-title`}
      className="grid scroll-mt-20 gap-x-10 gap-y-6 border-t py-10 xl:grid-cols-[minmax(0,1fr)_26rem]"
    >
      <div className="grid min-w-0 content-start gap-6">
        <div className="grid gap-2">
          <h2 id={`${operation.operationId}-title`} className="type-display text-xl">
            {summary}
          </h2>
          <p className="type-mono break-all text-[0.8125rem]">
            <span className="text-primary">{method}</span> {apiBase}
            {path}
          </p>
          <p className="text-ink-3 text-sm">
            {scope === 'none' ? (
              'No key is needed.'
            ) : (
              <>
                Needs a key with <Code>{scope}</Code>.
              </>
            )}
          </p>
          {operation.description && (
            <p className="max-w-[62ch] text-base text-ink-2">
              <Words>{operation.description}</Words>
            </p>
          )}
        </div>
        <FieldList of="input" title="Parameters" fields={parametersOf(operation, document)} />
        {bodySchema && (
          <FieldList
            of="input"
            title="Body"
            fields={fieldsOf(bodySchema, schemas)}
            note={alternativesOf(bodySchema, schemas)}
          />
        )}
        {answerSchema && (
          <Folded title="Fields of the answer">
            <div className="pt-3">
              <FieldList of="answer" title={`Answer, ${status}`} fields={fieldsOf(answerSchema, schemas)} />
            </div>
          </Folded>
        )}
        <Errors codes={operation['x-error-codes'] ?? []} dialect={endpoint.dialect} />
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <CodeBlock
          label={`${operation.operationId} command`}
          title="Request"
          code={curlOf(endpoint, origin)}
        />
        {examples && !endpoint.isFile && (
          <CodeBlock
            label={`${operation.operationId} answer`}
            title={`Answer, ${status}`}
            code={JSON.stringify(examples.reply, null, 2)}
          />
        )}
        {Object.entries(examples?.others ?? {}).map(([name, value]) => (
          <CodeBlock
            key={name}
            label={`${operation.operationId} answer, ${name.replaceAll('_', ' ')}`}
            title={`Answer, ${status}, ${name.replaceAll('_', ' ')}`}
            code={JSON.stringify(value, null, 2)}
          />
        ))}
      </div>
    </section>
  )
}

/** With the statuses of the endpoint's dialect; a wrong method is told before any dialect is known. */
function Errors({ codes, dialect }: { codes: string[]; dialect: Dialect | undefined }) {
  const statusOf = (code: ErrorCode) =>
    dialect && code !== 'method_not_allowed'
      ? dialect.refuse(new AppError(code)).status
      : errorTable[code].status
  return (
    <div>
      <h3 className="pb-2 font-semibold text-ink-3 text-xs">Refusals</h3>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {codes.filter(isErrorCode).map((code) => (
          <li key={code} className="type-mono text-xs">
            <span className="text-ink-3">{statusOf(code)}</span>{' '}
            <TextLink href={`/docs/errors/${code}`} prefetch={false} className="text-ink-2">
              {code}
            </TextLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

function parametersOf({ parameters }: Operation, { components }: OpenApiDocument): Field[] {
  return parameters.flatMap((given) => {
    const known = '$ref' in given ? components.parameters[given.$ref.split('/').at(-1) ?? ''] : given
    if (!known) return []
    const { name, required, description, schema } = known
    const fallback = schema.default === undefined ? {} : { fallback: JSON.stringify(schema.default) }
    return [
      { name, type: `${known.in}, ${typeOf(schema)}`, isRequired: required, words: description, ...fallback },
    ]
  })
}

/** "one of to, otp_id", where the body wants exactly one of some fields. */
function alternativesOf(
  schema: JsonSchema,
  schemas: OpenApiDocument['components']['schemas'],
): string | undefined {
  const whole = schema.$ref ? schemas[schema.$ref.split('/').at(-1) ?? ''] : schema
  const names = whole?.oneOf?.flatMap(({ required = [] }) => required) ?? []
  return names.length > 0 ? `exactly one of ${names.join(', ')}` : undefined
}
