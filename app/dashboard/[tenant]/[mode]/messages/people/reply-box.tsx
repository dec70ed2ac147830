'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'
import { useNow } from '@/components/ui/use-now'
import type { WindowObject } from '@/lib/messages/list-schema'
import { MessageObject } from '@/lib/messages/schema'
import type { SendableTemplate } from '@/lib/messages/sendable-schema'
import { TemplateReply } from './template-reply'

type Props = { door: string; sender: string; window: WindowObject; templates: SendableTemplate[] }

/** While the window is open, a free text; after that, and whenever one is wanted, a template. */
export function ReplyBox({ door, sender, window, templates }: Props) {
  const router = useRouter()
  const now = useNow()
  const [text, setText] = useState('')
  const [wantsTemplate, setWantsTemplate] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const end = window.expires_at === null ? null : Date.parse(window.expires_at) / 1_000
  const isOpen = window.open && (end === null || now === null || end > now)

  async function send(reply: object, clear: () => void) {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const posted = await postJson(door, { from: sender, ...reply }, MessageObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    clear()
    router.refresh()
  }

  function sendText(event: FormEvent | KeyboardEvent) {
    event.preventDefault()
    if (text.trim() !== '') void send({ text: { body: text } }, () => setText(''))
  }

  return (
    <div className="grid gap-2.5">
      {problem && <ProblemNotice problem={problem} />}
      {isOpen && !wantsTemplate ? (
        <form onSubmit={sendText} className="grid gap-2">
          <label htmlFor="reply" className="sr-only">
            Reply
          </label>
          <Textarea
            id="reply"
            value={text}
            rows={2}
            maxLength={4_096}
            placeholder="Write a reply"
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) sendText(event)
            }}
          />
          <div className="flex items-center justify-end gap-2">
            {templates.length > 0 && (
              <Button variant="quiet" className="me-auto -ms-2" onClick={() => setWantsTemplate(true)}>
                Use a template
              </Button>
            )}
            <span className="text-ink-3 text-xs max-md:hidden">
              <Kbd>⌘ Enter</Kbd> sends
            </span>
            <Button type="submit" variant="primary" busy={busy}>
              {busy ? 'Sending…' : 'Send reply'}
            </Button>
          </div>
        </form>
      ) : (
        <TemplateReply
          templates={templates}
          busy={busy}
          isClosed={!isOpen}
          onSend={(template) => void send({ template }, () => setWantsTemplate(false))}
          onBack={isOpen ? () => setWantsTemplate(false) : null}
        />
      )}
    </div>
  )
}
