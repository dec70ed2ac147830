'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { type Problem, postForFile } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import type { AuditFilter } from '@/lib/audit/schema'

type State = { step: 'idle' | 'busy' | 'done' } | { step: 'failed'; problem: Problem }

/** What the filters show, all of it, as a file. */
export function ExportLog({ path, filter }: { path: string; filter: AuditFilter }) {
  const [state, setState] = useState<State>({ step: 'idle' })

  async function take() {
    setState({ step: 'busy' })
    const taken = await postForFile(path, filter)
    if (!taken.ok) return setState({ step: 'failed', problem: taken.problem })
    save(taken.data.name, taken.data.content)
    setState({ step: 'done' })
  }

  return (
    <>
      <Button onClick={take} busy={state.step === 'busy'}>
        <Download aria-hidden className="size-3.5" /> Export CSV
      </Button>
      <p role="status" className="sr-only">
        {state.step === 'busy' && 'The file is being made.'}
        {state.step === 'done' && 'The file was saved.'}
      </p>
      {state.step === 'failed' && (
        <div className="basis-full">
          <ProblemNotice problem={state.problem} />
        </div>
      )}
    </>
  )
}

function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
