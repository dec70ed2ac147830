'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type DragEvent, useRef, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FieldError } from '@/components/ui/field'
import { ContactImportObject } from '@/lib/contacts/import-schema'
import { policy } from '@/lib/core/policy'

const { fileBytes, rows } = policy.contacts.imports
const megabytes = fileBytes / 1_000_000

/** Takes a file by a press or a drop, and goes on to look at it. Nothing is imported yet. */
export function UploadFile({ base }: { base: string }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ busy?: boolean; over?: boolean; fault?: string; problem?: Problem }>(
    {},
  )

  async function upload(file: File | undefined) {
    if (!file) return
    if (file.size > fileBytes)
      return setState({ fault: `The file has more than ${megabytes} MB: part it into several.` })
    const csv = readText(await file.arrayBuffer())
    if (csv === null)
      return setState({ fault: 'The file is not in UTF-8. Save it as “CSV UTF-8” in your spreadsheet.' })
    setState({ busy: true })
    const body = { csv, file_name: file.name.slice(0, 200) || 'contacts.csv' }
    const posted = await postJson(`/api${base}/contacts/import`, body, ContactImportObject)
    if (!posted.ok) return setState({ problem: posted.problem })
    router.push(`${base}/contacts/import/${posted.data.id}`)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    void upload(event.dataTransfer.files[0])
  }

  return (
    <div className="grid gap-3">
      <section
        aria-label="A file to import"
        onDragOver={(event) => {
          event.preventDefault()
          setState({ over: true })
        }}
        onDragLeave={() => setState({})}
        onDrop={drop}
        className={cn(
          'grid justify-items-start gap-3 rounded-lg border border-control border-dashed p-6',
          state.over && 'border-primary bg-soft',
        )}
      >
        <p className="max-w-[60ch] text-ink-2">
          A CSV file with one person to a row. It is looked through first: nothing goes in before you have
          seen what would.
        </p>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-label="CSV file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void upload(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button variant="primary" busy={state.busy} data-create onClick={() => input.current?.click()}>
          <FileUp aria-hidden className="size-3.5" /> {state.busy ? 'Reading…' : 'Choose a file'}
        </Button>
        <p className="text-ink-3 text-xs">
          Or drop it here. Up to {rows.toLocaleString('en')} rows and {megabytes} MB, in UTF-8, parted by
          commas, semicolons or tabs.
        </p>
      </section>
      {state.fault && <FieldError>{state.fault}</FieldError>}
      {state.problem && <ProblemNotice problem={state.problem} />}
    </div>
  )
}

/** Null for what is no UTF-8. */
function readText(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
