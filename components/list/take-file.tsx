'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { type Problem, postForFile } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { saveFile } from '@/components/save-file'
import { Button } from '@/components/ui/button'

type State = { step: 'idle' | 'busy' | 'done' } | { step: 'failed'; problem: Problem }
type Props = { path: string; body?: object; children: string }

/** A button behind which there is a file to take home. */
export function TakeFile({ path, body = {}, children }: Props) {
  const [state, setState] = useState<State>({ step: 'idle' })

  async function take() {
    setState({ step: 'busy' })
    const taken = await postForFile(path, body)
    if (!taken.ok) return setState({ step: 'failed', problem: taken.problem })
    saveFile(taken.data.name, taken.data.content)
    setState({ step: 'done' })
  }

  return (
    <>
      <Button onClick={take} busy={state.step === 'busy'}>
        <Download aria-hidden className="size-3.5" /> {children}
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
