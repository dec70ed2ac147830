'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { ContactImportObject, ImportPreview } from '@/lib/contacts/import-schema'
import { countryCodes } from '@/lib/core/countries'
import { CancelImport } from './cancel-import'
import { PreviewTable } from './preview-table'

type Props = { path: string; initial: ImportPreview }
type Wishes = { columns?: string[]; header: boolean; default_country: string | null }

const countryNames = new Intl.DisplayNames('en', { type: 'region' })
const countries = countryCodes
  .map((code) => ({ code, name: countryNames.of(code) ?? code }))
  .sort((one, other) => one.name.localeCompare(other.name, 'en'))

/** What each column is, and what would become of the file so; then it goes in. */
export function MappingForm({ path, initial }: Props) {
  const router = useRouter()
  const [preview, setPreview] = useState(initial)
  const [busy, setBusy] = useState<'reading' | 'starting' | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { header, default_country, rows, good } = preview
  const columns = preview.columns.map(({ field }) => field)
  const hasPhone = columns.includes('phone')

  const turns = useRef(0)

  /** Shown as wished at once, so that the next wish adds to it; of several answers only the last one counts. */
  async function read(wishes: Wishes) {
    turns.current += 1
    const turn = turns.current
    setBusy('reading')
    setProblem(null)
    setPreview((shown) => ({
      ...shown,
      header: wishes.header,
      default_country: wishes.default_country,
      columns: shown.columns.map((column, at) => ({
        ...column,
        field: wishes.columns?.[at] ?? column.field,
      })),
    }))
    const posted = await postJson(`${path}/preview`, wishes, ImportPreview)
    if (turn !== turns.current) return
    setBusy(null)
    if (posted.ok) setPreview(posted.data)
    else setProblem(posted.problem)
  }

  /** Whatever was this field before is skipped from now on. */
  function choose(index: number, field: string) {
    const rest = columns.map((known) => (known === field && field !== 'skip' ? 'skip' : known))
    const next = rest.map((known, at) => (at === index ? field : known))
    if (next.includes('phone')) return read({ columns: next, header, default_country })
    setPreview({
      ...preview,
      columns: preview.columns.map((column, at) => ({ ...column, field: next[at] ?? 'skip' })),
    })
  }

  async function start() {
    setBusy('starting')
    setProblem(null)
    const posted = await postJson(`${path}/start`, { columns, header, default_country }, ContactImportObject)
    setBusy(null)
    if (posted.ok) router.refresh()
    else setProblem(posted.problem)
  }

  const refused = rows - good
  const others = preview.refused.filter(({ row }) => !preview.first.some((shown) => shown.row === row))
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      <p role="status" aria-live="polite" className="max-w-[70ch] text-ink-2">
        {busy === 'reading'
          ? 'Reading the file…'
          : !hasPhone
            ? 'Say which column holds the phone numbers.'
            : refused === 0
              ? `All ${rows.toLocaleString('en')} rows can go in.`
              : `${good.toLocaleString('en')} of ${rows.toLocaleString('en')} rows can go in; ${refused.toLocaleString('en')} would be refused.`}
        {hasPhone && preview.without_country > 0 && busy === null && (
          <strong className="block font-semibold text-ink">
            {preview.without_country.toLocaleString('en')} numbers do not say their country: choose one if
            they share it.
          </strong>
        )}
      </p>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="w-64 max-w-full">
          <Field label="Country of numbers without one">
            {(control) => (
              <Select
                {...control}
                value={default_country ?? ''}
                onChange={(event) => read({ columns, header, default_country: event.target.value || null })}
              >
                <option value="">None: refuse them</option>
                {countries.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Checkbox
          checked={header}
          onChange={(event) => read({ header: event.target.checked, default_country })}
        >
          The first row names the columns
        </Checkbox>
      </div>
      <PreviewTable title="First rows" preview={preview} rows={preview.first} onChoose={choose} />
      {others.length > 0 && (
        <PreviewTable title="Other rows that would be refused" preview={preview} rows={others} />
      )}
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={busy === 'starting'}
          disabled={!hasPhone || good === 0 || busy === 'reading'}
          onClick={start}
        >
          {busy === 'starting'
            ? 'Starting…'
            : `Import ${good.toLocaleString('en')} ${good === 1 ? 'row' : 'rows'}`}
        </Button>
        <CancelImport path={`${path}/cancel`} isWaiting />
      </div>
      <p className="max-w-[70ch] text-ink-3 text-xs">
        A number that is known already is changed: what a cell leaves empty stays, and tags are added. Nobody
        is opted in by a file.
      </p>
    </div>
  )
}
