'use client'

import { ChevronDown } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type Props = {
  action: string
  /** The other filters, which stay. */
  kept: [name: string, value: string][]
  from: string | undefined
  until: string | undefined
  chosen: string | undefined
  presets: { label: string; href: string }[]
  unset: string
  /** Whole days, or minutes: of UTC. */
  unit?: 'days' | 'minutes'
}

/** From when until when, in UTC. */
export function WhenFilter({ action, kept, from, until, chosen, presets, unset, unit = 'days' }: Props) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const type = unit === 'days' ? 'date' : 'datetime-local'
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          className={chosen && 'border-primary bg-soft text-primary hover:border-primary hover:text-primary'}
        >
          <span className="max-w-56 truncate">When: {chosen ?? 'any time'}</span>
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="When it happened"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 grid w-64 animate-rise gap-3 rounded-lg border bg-surface p-3 shadow-overlay"
        >
          <div className="flex flex-wrap gap-2">
            {[...presets, { label: 'Any time', href: unset }].map(({ label, href }) => (
              <Button key={label} asChild size="small">
                <Link href={href} onClick={close}>
                  {label}
                </Link>
              </Button>
            ))}
          </div>
          <Form action={action} className="grid gap-3 border-t pt-3" onSubmit={close}>
            {kept.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Field label="From">
              {(control) => <Input {...control} type={type} name="from" defaultValue={from} />}
            </Field>
            <Field
              label="Until"
              hint={unit === 'days' ? 'Days are those of UTC.' : 'Times are those of UTC.'}
            >
              {(control) => <Input {...control} type={type} name="until" defaultValue={until} />}
            </Field>
            <Button type="submit" variant="primary">
              {unit === 'days' ? 'Show these days' : 'Show this time'}
            </Button>
          </Form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
