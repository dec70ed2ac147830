'use client'

import { Check } from 'lucide-react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { policy } from '@/lib/core/policy'
import type { EndpointFormState } from './endpoint-form'
import { useUrlCheck } from './use-url-check'

const ports = new Intl.ListFormat('en', { type: 'disjunction' }).format(policy.webhooks.ports.map(String))
const rules = `https on port ${ports}, at an address of the public internet. Redirects are not followed.`
const allowed = 'We may post there. Whether it answers, a test event shows.'

type Props = {
  form: Pick<EndpointFormState, 'register' | 'watch' | 'formState' | 'clearErrors'>
  api: string
  saved: string | undefined
}

/** While it is typed, the server says what it would say when it is saved. */
export function UrlField({ form, api, saved }: Props) {
  const check = useUrlCheck(form.watch('url'), `${api}/endpoints/check`, saved)
  const refusal = check.state === 'refused' ? check.reason : undefined
  return (
    <div>
      <Field
        label="URL"
        hint={<Hint isAllowed={check.state === 'allowed'} isBusy={check.state === 'checking'} />}
        error={form.formState.errors.url?.message ?? refusal}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('url', { onChange: () => form.clearErrors('url') })}
            type="url"
            inputMode="url"
            placeholder="https://example.com/hooks/hawk-send"
            maxLength={policy.webhooks.urlLength}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="type-mono text-xs"
          />
        )}
      </Field>
      <p role="status" className="sr-only">
        {check.state === 'allowed' && allowed}
      </p>
    </div>
  )
}

/** Always as high as the longest, so that nothing below it moves while somebody types. */
function Hint({ isAllowed, isBusy }: { isAllowed: boolean; isBusy: boolean }) {
  if (!isAllowed) return <span className="block min-h-8">{isBusy ? 'Checking…' : rules}</span>
  return (
    <span className="flex min-h-8 gap-1.5 text-ink-2">
      <Check aria-hidden className="mt-px size-3.5 shrink-0 text-primary" /> {allowed}
    </span>
  )
}
