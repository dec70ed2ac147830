import type { Metadata } from 'next'
import { errorTopics, type ProviderError, providerErrors, providerSubcodes } from '@/lib/core/provider-errors'
import { ErrorFinder, type FoundError } from './error-finder'

export const metadata: Metadata = { title: "Meta's errors, in plain words" }

export default function MetaErrorsPage() {
  return (
    <main className="mx-auto grid w-full max-w-[60rem] content-start gap-8 px-5 py-10 md:px-8 md:py-14">
      <div className="grid gap-3">
        <h1 className="type-display text-3xl">Meta’s errors, in plain words</h1>
        <p className="max-w-[62ch] text-base text-ink-2">
          What fails at Meta has a <span className="type-mono text-sm">failure</span> with Meta’s own{' '}
          <span className="type-mono text-sm">provider_code</span>. Here is what each means, who can do
          something about it, and whether we try again.
        </p>
      </div>
      <ErrorFinder errors={all} topics={errorTopics} />
    </main>
  )
}

const all: FoundError[] = [
  ...[...providerErrors].map(([code, error]) => found(String(code), error)),
  ...[...providerSubcodes].flatMap(([code, rows]) =>
    [...rows].map(([subcode, error]) => found(`${code}/${subcode}`, error)),
  ),
].sort((one, other) => one.order - other.order)

function found(name: string, { topic, title, fix, actor, retry }: ProviderError): FoundError {
  const [code = '', subcode = '0'] = name.split('/')
  return { name, topic, title, fix, actor, retry, order: Number(code) * 1e8 + Number(subcode) }
}
