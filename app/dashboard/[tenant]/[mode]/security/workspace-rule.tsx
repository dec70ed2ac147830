'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Switch } from '@/components/ui/switch'
import { SecondFactorRule } from '@/lib/tenants/schema'

type Props = {
  path: string
  workspace: string
  required: boolean
  mayWrite: boolean
  /** Whether this session has proven a second factor: who has none cannot ask it of others. */
  isProven: boolean
}

/** Whether nobody works in this workspace without a second factor. */
export function WorkspaceRule({ path, workspace, required, mayWrite, isProven }: Props) {
  const router = useRouter()
  const [isOn, setOn] = useState(required)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const isOpen = mayWrite && (isProven || required)

  async function change(next: boolean) {
    setOn(next)
    setSaid('')
    setProblem(null)
    const posted = await postJson(path, { required: next }, SecondFactorRule)
    if (!posted.ok) {
      setOn(!next)
      return setProblem(posted.problem)
    }
    setSaid(next ? 'From now on nobody gets in without one.' : 'A password is enough again.')
    router.refresh()
  }

  return (
    <section aria-labelledby="workspace-rule" className="grid gap-3 border-t pt-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="grid max-w-[52ch] gap-1">
          <h2 id="workspace-rule" className="type-display text-[1.0625rem] leading-6">
            A second factor for everyone
          </h2>
          <p className="text-ink-2">
            Nobody works in {workspace} who has not signed in with one. It takes effect on everyone’s next
            click.
          </p>
        </div>
        {isOpen ? (
          <Switch checked={isOn} onChange={change}>
            <span className="sr-only">A second factor for everyone: </span>
            {isOn ? 'Required' : 'Not required'}
          </Switch>
        ) : (
          <span className="text-ink-2 text-sm">{required ? 'Required' : 'Not required'}</span>
        )}
      </div>
      {!mayWrite && <p className="text-ink-3 text-xs">An owner or admin changes this.</p>}
      {mayWrite && !isOpen && (
        <p className="text-ink-3 text-xs">
          Set up a second factor of your own first, or you would be locked out.
        </p>
      )}
      <p role="status" className="text-ink-2 text-sm empty:hidden">
        {said}
      </p>
      {problem && <ProblemNotice problem={problem} />}
    </section>
  )
}
