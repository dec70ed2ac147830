'use client'

import { Plus, X } from 'lucide-react'
import { useFieldArray } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { policy } from '@/lib/core/policy'
import type { EndpointFormState } from './endpoint-form'

const { count: most, nameLength, valueLength } = policy.webhooks.headers

type Props = { form: EndpointFormState; kept: readonly string[] }

/** What the endpoint wants besides our own headers. Values that were saved are never shown again, only replaced. */
export function HeadersField({ form, kept }: Props) {
  const rows = useFieldArray({ control: form.control, name: 'headers' })
  const replaces = form.watch('replaces')
  const { headers: errors } = form.formState.errors
  const fault = errors?.message ?? errors?.root?.message

  function replace() {
    form.setValue('replaces', true, { shouldDirty: true })
    rows.replace(kept.map((name) => ({ name, value: '' })))
  }

  function keep() {
    form.setValue('replaces', false)
    form.clearErrors('headers')
    rows.replace([])
  }

  return (
    <fieldset className="grid gap-2" aria-describedby={fault ? 'headers-fault' : 'headers-hint'}>
      <legend className="flex items-baseline gap-2 pb-1.5 font-semibold text-sm">
        Custom headers <span className="font-normal text-ink-3 text-xs">optional</span>
      </legend>
      {kept.length > 0 && !replaces && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span className="type-mono text-xs [overflow-wrap:anywhere]">{kept.join(', ')}</span>
          <Button size="small" onClick={replace}>
            Replace them
          </Button>
        </div>
      )}
      {replaces && (
        <>
          {rows.fields.map((row, index) => (
            <div key={row.id} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2">
              <Input
                {...form.register(`headers.${index}.name`, { onChange: () => form.clearErrors('headers') })}
                aria-label={`Name of header ${index + 1}`}
                placeholder="Authorization"
                maxLength={nameLength}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                className="type-mono text-xs"
              />
              <Input
                {...form.register(`headers.${index}.value`, { onChange: () => form.clearErrors('headers') })}
                aria-label={`Value of header ${index + 1}`}
                placeholder="Bearer …"
                maxLength={valueLength}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                className="type-mono text-xs"
              />
              <Button
                variant="quiet"
                size="icon"
                aria-label={`Remove header ${index + 1}`}
                className="size-9"
                onClick={() => rows.remove(index)}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </div>
          ))}
          <div className="flex flex-wrap gap-2">
            {rows.fields.length < most && (
              <Button size="small" onClick={() => rows.append({ name: '', value: '' })}>
                <Plus aria-hidden className="size-3.5" /> Add header
              </Button>
            )}
            {kept.length > 0 && (
              <Button size="small" variant="quiet" onClick={keep}>
                Keep the saved ones
              </Button>
            )}
          </div>
        </>
      )}
      {fault && <FieldError id="headers-fault">{fault}</FieldError>}
      <p id="headers-hint" className="text-ink-3 text-xs">
        {kept.length > 0
          ? 'Saved values are sealed and never shown again; you replace all of them or none.'
          : 'Sent along with each delivery, such as an Authorization of your own. Values are sealed.'}
      </p>
    </fieldset>
  )
}
