import Link from 'next/link'
import { ProviderCode } from '@/components/failure-notice'
import type { Cause } from '@/lib/otp/summary-schema'

export function Causes({ causes, href }: { causes: Cause[]; href: string }) {
  return (
    <section aria-labelledby="causes" className="grid gap-3">
      <h2 id="causes" className="type-display text-[1.0625rem] leading-6">
        What failed
      </h2>
      {causes.length === 0 ? (
        <p className="text-ink-2">Nothing failed.</p>
      ) : (
        <ul className="border-t">
          {causes.map(({ code, provider_code, title, fix, count }) => (
            <li
              key={`${code} ${provider_code}`}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b py-2 text-sm"
            >
              <span className="grid gap-0.5">
                <span className="font-semibold">{title}</span>
                <span className="text-ink-2">
                  {fix}
                  {provider_code !== null && (
                    <span className="type-mono text-ink-3 text-xs">
                      {' '}
                      <ProviderCode code={provider_code} />
                    </span>
                  )}
                </span>
              </span>
              <span className="font-semibold text-danger tabular-nums">{count.toLocaleString('en')}</span>
            </li>
          ))}
        </ul>
      )}
      {causes.length > 0 && (
        <Link
          href={href}
          prefetch={false}
          className="inline-flex min-h-6 items-center justify-self-start text-sm underline underline-offset-4"
        >
          See the failed OTPs
        </Link>
      )}
    </section>
  )
}
