import Link from 'next/link'
import { LiveRefresh } from '@/components/list/live-refresh'
import { TakeFile } from '@/components/list/take-file'
import { Button } from '@/components/ui/button'
import type { ContactImportObject } from '@/lib/contacts/import-schema'
import { policy } from '@/lib/core/policy'
import { CancelImport } from './cancel-import'
import { FaultTable } from './fault-table'

type Props = { file: ContactImportObject; path: string; base: string }

const { faultsKept, faultsShown } = policy.contacts.imports

/** How far a file is, and what has become of it. */
export function ImportProgress({ file, path, base }: Props) {
  const isOpen = file.status === 'queued' || file.status === 'running'
  const share = file.rows === 0 ? 1 : file.processed / file.rows
  return (
    <div className="grid min-w-0 max-w-4xl gap-5">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p aria-live="polite" className="tabular-nums">
            {file.processed.toLocaleString('en')} of {file.rows.toLocaleString('en')} rows
          </p>
          {isOpen && <LiveRefresh pending />}
        </div>
        <progress
          value={file.processed}
          max={Math.max(1, file.rows)}
          aria-label="Rows gone through"
          className="sr-only"
        />
        <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-sunken">
          <div className="h-full bg-primary" style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      <dl className="grid grid-cols-3 divide-x rounded-md border">
        <Count name="Created" value={file.created} />
        <Count name="Updated" value={file.updated} />
        <Count name="Refused" value={file.refused} />
      </dl>
      <div className="flex flex-wrap gap-2">
        {isOpen && <CancelImport path={`${path}/cancel`} />}
        {!isOpen && (
          <Button asChild variant="primary">
            <Link href={`${base}/contacts`}>See the contacts</Link>
          </Button>
        )}
        {file.refused > 0 && <TakeFile path={`${path}/refused`}>Refused rows as CSV</TakeFile>}
      </div>
      {file.refused > faultsKept && (
        <p className="text-ink-2 text-sm">
          The first {faultsKept.toLocaleString('en')} of the refused rows are kept.
        </p>
      )}
      {file.errors.length > 0 && <FaultTable errors={file.errors} most={faultsShown} />}
    </div>
  )
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className="grid gap-0.5 bg-surface px-4 py-3">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="type-display text-xl tabular-nums">{value.toLocaleString('en')}</dd>
    </div>
  )
}
