import Link from 'next/link'
import { z } from 'zod'
import { type ErrorCode, errorTable } from '@/lib/core/errors'
import type { RequestDetail } from '@/lib/requests/schema'

const Problem = z.object({
  detail: z.string().optional().catch(undefined),
  errors: z.array(z.object({ path: z.string(), message: z.string(), fix: z.string().optional() })).catch([]),
})

/** Why it was refused, each fault where it is and with what would be right. */
export function RequestProblem({ call }: { call: RequestDetail }) {
  const { error_code: code } = call
  if (code === null || !isCode(code)) return null
  const { title, retryable } = errorTable[code]
  const { detail, errors = [] } = Problem.safeParse(call.response_body).data ?? {}
  return (
    <section
      aria-label="Why it was refused"
      className="grid gap-1.5 border-danger border-s-2 bg-danger-soft px-3 py-2.5 text-sm"
    >
      <h3 className="font-semibold">{title}</h3>
      {detail && <p className="text-ink-2 [overflow-wrap:anywhere]">{detail}</p>}
      {errors.length > 0 && (
        <ul className="grid gap-1.5">
          {errors.map(({ path, message, fix }) => (
            <li key={`${path} ${message}`} className="grid gap-0.5 text-ink-2 [overflow-wrap:anywhere]">
              <span>
                <code className="type-mono font-semibold text-ink text-xs">{path || 'the body'}</code>{' '}
                {message}
              </span>
              {fix && <span className="text-ink">{fix}</span>}
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-2 text-xs">
        {retryable ? 'The same call may succeed later.' : 'The same call will be refused again.'}{' '}
        <Link href={`/docs/errors/${code}`} className="font-semibold text-ink underline underline-offset-4">
          About {code}
        </Link>
      </p>
    </section>
  )
}

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTable, text)
}
