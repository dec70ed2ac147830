'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ErrorTopic, ProviderError } from '@/lib/core/provider-errors'

export type FoundError = Pick<ProviderError, 'topic' | 'title' | 'fix' | 'actor' | 'retry'> & {
  /** The code, and after a slash the subcode. */
  name: string
  order: number
}

const actors: Record<FoundError['actor'], string> = {
  you: 'You act',
  recipient: 'The recipient acts',
  meta: 'Meta acts',
  hawk_send: 'We act',
}
const retries: Record<FoundError['retry'], string> = {
  never: 'Fails again',
  after_fix: 'Works once it is fixed',
  later: 'We try again',
  pair: 'We try again, and spare this person meanwhile',
  number: 'We try again, and spare this number meanwhile',
}

type Props = { errors: FoundError[]; topics: Record<ErrorTopic, string> }

/** Every error stands in the page, with an address of its own; what is typed only hides the others. */
export function ErrorFinder({ errors, topics }: Props) {
  const [words, setWords] = useState('')
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = errors.filter((error) => wanted.every((word) => textOf(error).includes(word)))
  return (
    <div className="grid gap-8">
      <div className="max-w-md">
        <Field label="Find a code or a word">
          {(control) => (
            <Input
              {...control}
              type="search"
              value={words}
              onChange={(event) => setWords(event.target.value)}
              placeholder="131026"
              autoComplete="off"
            />
          )}
        </Field>
      </div>
      <p role="status" className={wanted.length > 0 ? 'text-ink-2 text-sm' : 'sr-only'}>
        {shown.length === 0
          ? 'No error of Meta’s has these words. An unknown code is explained by its HTTP status.'
          : `${shown.length} of ${errors.length} errors`}
      </p>
      {Object.entries(topics).map(([topic, title]) => (
        <Section key={topic} title={title} errors={shown.filter((error) => error.topic === topic)} />
      ))}
    </div>
  )
}

function Section({ title, errors }: { title: string; errors: FoundError[] }) {
  if (errors.length === 0) return null
  return (
    <section aria-label={title} className="grid gap-3">
      <h2 className="type-display text-lg">{title}</h2>
      <ul className="border-t">
        {errors.map((error) => (
          <ErrorRow key={error.name} {...error} />
        ))}
      </ul>
    </section>
  )
}

function ErrorRow({ name, title, fix, actor, retry }: FoundError) {
  return (
    <li
      id={name}
      className="grid scroll-mt-20 gap-x-5 gap-y-0.5 border-b py-3 target:bg-soft md:grid-cols-[7.5rem_minmax(0,1fr)_11rem]"
    >
      <a
        href={`#${name}`}
        className="type-mono w-fit text-sm underline decoration-control underline-offset-4"
      >
        {name}
      </a>
      <div className="grid gap-0.5">
        <p className="font-semibold text-sm">{title}</p>
        <p className="text-ink-2 text-sm">{fix}</p>
      </div>
      <p className="text-ink-3 text-xs md:pt-0.5">
        {actors[actor]}. {retries[retry]}.
      </p>
    </li>
  )
}

function textOf({ name, title, fix }: FoundError): string {
  return `${name} ${title} ${fix}`.toLowerCase()
}
