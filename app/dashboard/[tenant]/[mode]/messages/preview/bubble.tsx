import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import type { MessageListItem } from '@/lib/messages/list-schema'
import type { Preview } from '@/lib/messages/preview-schema'
import { CardList } from './card-list'
import { MessageFile } from './message-file'
import { named } from './named'
import { Parts } from './parts'
import { Place } from './place'

type Props = {
  preview: Preview
  direction: MessageListItem['direction']
  /** The door of the workspace's files. */
  media: string
  /** What it answers, when it answers something. */
  quote?: ReactNode
  className?: string
}

/** What a message says, as the person sees it, in a bubble of nobody's colours. */
export function Bubble({ preview, direction, media, quote, className }: Props) {
  if (preview.kind === 'system') return <Line>{preview.text}</Line>
  const isOurs = direction === 'outbound'
  return (
    <div
      className={cn(
        'grid w-fit min-w-0 max-w-full grid-cols-[minmax(0,auto)] gap-2 rounded-lg border px-3 py-2 text-sm',
        isOurs ? 'rounded-ee-none border-transparent bg-soft' : 'rounded-es-none bg-surface',
        className,
      )}
    >
      {quote}
      <Said preview={preview} media={media} />
    </div>
  )
}

export function Said({ preview, media }: { preview: Preview; media: string }) {
  switch (preview.kind) {
    case 'text':
      return <Text>{preview.body}</Text>
    case 'file':
      return (
        <div className="grid grid-cols-[minmax(0,auto)] gap-2">
          <MessageFile file={preview} form={preview.form} media={media} />
          {preview.caption && <Text>{preview.caption}</Text>}
        </div>
      )
    case 'location':
      return <Place place={preview} />
    case 'contacts':
      return <CardList cards={preview.cards} />
    case 'interactive':
      return <Parts parts={preview} media={media} />
    case 'template':
      return (
        <Parts parts={preview} media={media}>
          <Unknown name={preview.name} parameters={preview.parameters} />
        </Parts>
      )
    case 'answer':
      return (
        <div className="grid">
          <span className="text-ink-3 text-xs">Tapped</span>
          <Text>{preview.title}</Text>
          {preview.detail && <span className="text-ink-2 text-xs">{preview.detail}</span>}
        </div>
      )
    case 'reaction':
      return preview.emoji === null ? (
        <Quiet>Took a reaction back</Quiet>
      ) : (
        <span className="text-xl">
          <span className="sr-only">Reacted </span>
          {preview.emoji}
        </span>
      )
    case 'order':
      return (
        <div className="grid grid-cols-[minmax(0,auto)] gap-1.5">
          <span className="text-ink-3 text-xs">Order</span>
          {named(preview.items, ({ name }) => name).map(({ key, item: { name, quantity, price } }) => (
            <span key={key} className="flex justify-between gap-6 tabular-nums [overflow-wrap:anywhere]">
              <span>
                {quantity} × <span className="type-mono text-xs">{name}</span>
              </span>
              <span>{price}</span>
            </span>
          ))}
          {preview.text && <Text>{preview.text}</Text>}
        </div>
      )
    case 'sealed':
      return <Quiet>One-time password. The code is never kept.</Quiet>
    case 'hidden':
      return <Quiet>Hidden: your role does not show what messages say.</Quiet>
    case 'erased':
      return <Quiet>Nothing is kept of what it said.</Quiet>
    case 'system':
    case 'unsupported':
      return <Quiet>{preview.text}</Quiet>
  }
}

function Text({ children }: { children: string }) {
  return (
    <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {children}
    </p>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <p className="text-ink-2 italic [overflow-wrap:anywhere]">{children}</p>
}

export function Line({ children }: { children: ReactNode }) {
  return <p className="mx-auto max-w-[52ch] py-1 text-center text-ink-3 text-xs">{children}</p>
}

/** In place of the text of a template whose parts nobody has read yet. */
function Unknown({ name, parameters }: { name: string; parameters: string[] }) {
  return (
    <div className="grid gap-1">
      <span>
        Template <span className="type-mono text-xs">{name}</span>
      </span>
      {parameters.length > 0 && (
        <ol className="grid list-inside list-decimal text-ink-2 text-xs">
          {named(parameters, (text) => text).map(({ key, item }) => (
            <li key={key} dir="auto">
              {item}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
