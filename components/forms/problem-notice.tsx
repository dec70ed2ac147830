import { CircleAlert } from 'lucide-react'
import { IdText } from '@/components/id-text'
import type { Problem } from './post-json'

/** What went wrong with a form as a whole, and the request to ask about. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-md border border-danger bg-danger-soft px-3 py-2.5">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="grid min-w-0 gap-0.5 text-sm">
        <p className="font-semibold">{problem.title}.</p>
        {problem.detail && <p className="text-ink-2">{problem.detail}</p>}
        {problem.code === 'session_missing' && <SignInAgain />}
        {problem.errors.map((fault) => (
          <p key={fault.path + fault.message} className="text-ink-2">
            {fault.path && <span className="type-mono text-xs">{fault.path} </span>}
            {fault.message} {fault.fix}
          </p>
        ))}
        {problem.request_id && <IdText id={problem.request_id} noun="request id" className="text-ink-2" />}
      </div>
    </div>
  )
}

/** Beside the form, so that nothing in it is lost; it leads back to this very page. */
function SignInAgain() {
  return (
    <p className="text-ink-2">
      <a
        href={`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`}
        target="_blank"
        rel="noopener"
        className="font-semibold text-ink underline underline-offset-4"
      >
        Sign in again in a new tab
      </a>
      , then try once more.
    </p>
  )
}
