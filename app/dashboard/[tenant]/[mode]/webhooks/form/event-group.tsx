'use client'

import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { CodeBlock } from '@/components/ui/code-block'
import type { EventChoice } from '../event-choices'

type Props = {
  name: string
  choices: readonly EventChoice[]
  chosen: readonly string[]
  /** Whether all are chosen above, so that none can be left out here. */
  isFixed: boolean
  onToggle: (types: readonly string[], isChosen: boolean) => void
}

export function EventGroup({ name, choices, chosen, isFixed, onToggle }: Props) {
  const id = useId()
  const types = choices.map(({ type }) => type)
  const count = types.filter((type) => chosen.includes(type)).length
  const isPartly = count > 0 && count < types.length
  const [isOpen, setOpen] = useState(isPartly)
  return (
    <div className="border-b last:border-b-0">
      <div className="flex items-center justify-between gap-2 ps-3 pe-1">
        <Checkbox
          checked={count === types.length}
          disabled={isFixed}
          ref={(box) => {
            if (box) box.indeterminate = isPartly
          }}
          onChange={({ target }) => {
            onToggle(types, target.checked)
            if (target.checked) setOpen(true)
          }}
        >
          <span className="type-mono text-xs">{name}</span>
        </Checkbox>
        <Button
          variant="quiet"
          size="small"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`${isOpen ? 'Close' : 'Open'} the events of ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="font-normal text-ink-3 text-xs tabular-nums">
            {count} of {types.length}
          </span>
          <ChevronDown aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-180')} />
        </Button>
      </div>
      <ul id={id} hidden={!isOpen} className="grid border-t bg-canvas py-1 ps-8 pe-1">
        {choices.map((choice) => (
          <EventLine
            key={choice.type}
            choice={choice}
            isChosen={chosen.includes(choice.type)}
            isFixed={isFixed}
            onToggle={(isChosen) => onToggle([choice.type], isChosen)}
          />
        ))}
      </ul>
    </div>
  )
}

type LineProps = {
  choice: EventChoice
  isChosen: boolean
  isFixed: boolean
  onToggle: (isChosen: boolean) => void
}

function EventLine({ choice: { type, summary, sample }, isChosen, isFixed, onToggle }: LineProps) {
  const [shows, setShows] = useState(false)
  return (
    <li className="grid min-w-0 py-0.5">
      <div className="flex items-start justify-between gap-2">
        <Checkbox
          checked={isChosen}
          disabled={isFixed}
          onChange={({ target }) => onToggle(target.checked)}
          aria-label={type}
        >
          <span className="grid py-0.5">
            <span className="type-mono text-xs">{type}</span>
            <span className="text-ink-3 text-xs">{summary}</span>
          </span>
        </Checkbox>
        <Button
          variant="quiet"
          size="small"
          aria-expanded={shows}
          aria-label={`${shows ? 'Hide' : 'Show'} a sample of ${type}`}
          onClick={() => setShows(!shows)}
        >
          {shows ? 'Hide' : 'Sample'}
        </Button>
      </div>
      {shows && (
        <div className="pt-1 pe-2 pb-2">
          <CodeBlock code={sample} label={`sample of ${type}`} title="What is posted" />
        </div>
      )}
    </li>
  )
}
