import { Fragment } from 'react'

/** A sentence in which names stand between backticks. */
export function InlineCode({ text }: { text: string }) {
  const parts = text
    .split('`')
    .map((part, index) => ({ key: `${index} ${part}`, part, isCode: index % 2 === 1 }))
  return parts.map(({ key, part, isCode }) =>
    isCode ? (
      <code key={key} className="type-mono text-[0.92em] [overflow-wrap:anywhere]">
        {part}
      </code>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    ),
  )
}
