'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ContactObject } from '@/lib/contacts/schema'

/** For two that are one person, as only somebody who knows them can tell. */
export function MergeContact({ contact, path }: { contact: ContactObject; path: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [other, setOther] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function merge(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    const posted = await postJson(path, { other_id: other.trim() }, ContactObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setOpen(false)
    setOther('')
    router.refresh()
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Merge</Button>
      </DialogTrigger>
      <DialogContent
        title="Merge another contact into this one"
        description={`What the other one has and this one lacks comes over, with its messages; then it is gone. ${contact.phone ? 'This number stays, and the other one is forgotten.' : 'Its number comes over too.'} This cannot be undone.`}
      >
        <form onSubmit={merge} className="grid gap-4">
          <Field label="The other contact's id" hint="It is on its page, and begins with con_.">
            {(control) => (
              <Input
                {...control}
                value={other}
                onChange={(event) => setOther(event.target.value)}
                autoComplete="off"
                spellCheck={false}
                className="type-mono text-sm"
              />
            )}
          </Field>
          {problem && <ProblemNotice problem={problem} />}
          <DialogActions>
            <DialogClose asChild>
              <Button>Keep both</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={busy} disabled={other.trim() === ''}>
              {busy ? 'Merging…' : 'Merge contacts'}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
