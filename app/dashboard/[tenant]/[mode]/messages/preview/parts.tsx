import type { ReactNode } from 'react'
import type { Laid, LaidButton } from '@/lib/messages/preview-schema'
import { MessageFile } from './message-file'
import { named } from './named'

type Props = { parts: Laid; media: string; children?: ReactNode }

/** A message in parts; `children` stand in for a text that is not known. */
export function Parts({ parts: { header, body, footer, buttons, sections }, media, children }: Props) {
  return (
    <div className="grid min-w-40 grid-cols-[minmax(0,auto)] gap-1.5">
      {header && 'text' in header && (
        <p dir="auto" className="font-semibold [overflow-wrap:anywhere]">
          {header.text}
        </p>
      )}
      {header && 'form' in header && <MessageFile file={header} form={header.form} media={media} />}
      {body ? (
        <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {body}
        </p>
      ) : (
        children
      )}
      {footer && (
        <p dir="auto" className="text-ink-3 text-xs [overflow-wrap:anywhere]">
          {footer}
        </p>
      )}
      {buttons.length > 0 && (
        <ul aria-label="Buttons" className="-mx-3 -mb-2 mt-1 grid border-t">
          {named(buttons, ({ text }) => text).map(({ key, item }) => (
            <li key={key} className="border-b px-3 py-1.5 text-center last:border-b-0">
              <Choice {...item} strong />
            </li>
          ))}
        </ul>
      )}
      {sections.length > 0 && (
        <details className="mt-2 text-xs">
          <summary className="min-h-6 cursor-pointer text-ink-2">What the list holds</summary>
          {named(sections, ({ title }) => title ?? '').map(({ key, item: { title, rows } }) => (
            <div key={key} className="grid gap-0.5 pt-1">
              {title && <span className="font-semibold">{title}</span>}
              {named(rows, ({ text }) => text).map((row) => (
                <Choice key={row.key} {...row.item} />
              ))}
            </div>
          ))}
        </details>
      )}
    </div>
  )
}

function Choice({ text, detail, strong }: LaidButton & { strong?: boolean }) {
  return (
    <span className="grid [overflow-wrap:anywhere]">
      <span dir="auto" className={strong ? 'font-semibold text-primary' : undefined}>
        {text}
      </span>
      {detail && <span className="text-ink-3 text-xs">{detail}</span>}
    </span>
  )
}
