import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { type ErrorCode, errorTable, isErrorCode } from '@/lib/core/errors'

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const code = findCode((await params).code)
  return { title: code ? `${code} · Hawk Send` : 'Not found' }
}

/** The page behind `type` of every problem+json answer. */
export default async function ErrorPage({ params }: Props) {
  const code = findCode((await params).code) ?? notFound()
  const { status, title, retryable } = errorTable[code]
  return (
    <main className="mx-auto w-full max-w-[70ch] px-5 py-10 md:py-16">
      <p className="font-mono text-sm text-ink-2">{status}</p>
      <h1 className="mt-1 break-words font-mono text-xl">{code}</h1>
      <p className="mt-4 text-base">{title}.</p>
      <p className="mt-2 text-base text-ink-2">
        {retryable
          ? 'The same request may go through later. Wait as long as Retry-After says.'
          : 'The same request will fail again. Change it first: `errors` in the answer names every fault.'}
      </p>
      <h2 className="mt-10 text-sm text-ink-2">All codes</h2>
      <ul className="mt-3 grid gap-1">
        {Object.entries(errorTable).map(([other, row]) => (
          <li key={other} className="flex gap-3 text-sm">
            <span className="font-mono text-ink-3">{row.status}</span>
            <Link className="font-mono underline underline-offset-4" href={`/docs/errors/${other}`}>
              {other}
            </Link>
          </li>
        ))}
      </ul>
    </main>
  )
}

function findCode(text: string): ErrorCode | undefined {
  return isErrorCode(text) ? text : undefined
}
