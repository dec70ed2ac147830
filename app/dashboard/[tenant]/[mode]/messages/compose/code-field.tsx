'use client'

import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { type RequestBody, readRequest } from './request-code'

type Props = {
  label: string
  body: RequestBody
  write: (body: RequestBody) => string
  onChange: (body: RequestBody) => void
}

/** The request as code. While it is half typed it stays as it is, and the form keeps what it had. */
export function CodeField({ label, body, write, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const written = write(body)
  const isTypedRight = typed !== null && JSON.stringify(readRequest(typed)) === JSON.stringify(body)
  const code = typed !== null && (isTypedRight || readRequest(typed) === null) ? typed : written
  return (
    <div className="grid gap-2">
      <Field
        label={`Request in ${label}`}
        hint="The body can be changed here; the address and the headers are as they are."
        error={readRequest(code) === null ? 'The body is no JSON that can be read yet.' : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            value={code}
            rows={16}
            spellCheck={false}
            autoComplete="off"
            className="type-mono text-[0.71875rem] leading-[1.125rem] pointer-coarse:text-sm"
            onChange={({ target }) => {
              setTyped(target.value)
              const read = readRequest(target.value)
              if (read) onChange(read)
            }}
          />
        )}
      </Field>
      <span>
        <CopyButton value={code} label={`${label} code`} text="Copy" variant="secondary" />
      </span>
    </div>
  )
}
