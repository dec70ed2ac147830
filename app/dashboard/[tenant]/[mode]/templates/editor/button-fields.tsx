'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { templateLimits } from '@/lib/templates/lint-schema'
import type { ButtonType, DraftButton } from './draft'

type Props = { buttons: DraftButton[]; onChange: (buttons: DraftButton[]) => void }

const kinds: { type: ButtonType; label: string; add: string; target: string | null }[] = [
  { type: 'QUICK_REPLY', label: 'Quick reply', add: 'Add a quick reply', target: null },
  { type: 'URL', label: 'Link', add: 'Add a link', target: 'Address' },
  { type: 'PHONE_NUMBER', label: 'Call', add: 'Add a call', target: 'Phone number' },
]

export function ButtonFields({ buttons, onChange }: Props) {
  const change = (key: string, next: Partial<DraftButton>) =>
    onChange(buttons.map((button) => (button.key === key ? { ...button, ...next } : button)))
  const add = (type: ButtonType) =>
    onChange([...buttons, { key: crypto.randomUUID(), type, text: '', target: '', sample: '' }])
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-1.5 font-semibold text-sm">
        Buttons <span className="font-normal text-ink-3 text-xs">optional</span>
      </legend>
      {buttons.map((button, index) => {
        const kind = kinds.find(({ type }) => type === button.type)
        return (
          <div key={button.key} className="grid gap-3 border-s-2 ps-3">
            <div className="flex items-center justify-between">
              <span className="font-semibold text-sm">{kind?.label}</span>
              <Button
                variant="quiet"
                size="icon"
                aria-label={`Remove button ${index + 1}`}
                onClick={() => onChange(buttons.filter(({ key }) => key !== button.key))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </div>
            <Field label="Label" hint={`${button.text.length} of ${templateLimits.label}`}>
              {(control) => (
                <Input
                  {...control}
                  value={button.text}
                  onChange={(event) => change(button.key, { text: event.target.value })}
                />
              )}
            </Field>
            {kind?.target && (
              <Field
                label={kind.target}
                hint={button.type === 'URL' ? 'It may end with {{1}}.' : 'In E.164, such as +14155550100.'}
              >
                {(control) => (
                  <Input
                    {...control}
                    value={button.target}
                    onChange={(event) => change(button.key, { target: event.target.value })}
                  />
                )}
              </Field>
            )}
            {button.type === 'URL' && button.target.includes('{{') && (
              <Field label="Sample of the whole address">
                {(control) => (
                  <Input
                    {...control}
                    value={button.sample}
                    onChange={(event) => change(button.key, { sample: event.target.value })}
                  />
                )}
              </Field>
            )}
          </div>
        )
      })}
      {buttons.length < templateLimits.buttons && (
        <div className="flex flex-wrap gap-2">
          {kinds.map(({ type, add: label }) => (
            <Button key={type} size="small" onClick={() => add(type)}>
              <Plus aria-hidden className="size-3.5" /> {label}
            </Button>
          ))}
        </div>
      )}
    </fieldset>
  )
}
