'use client'

import { Check } from 'lucide-react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { policy } from '@/lib/core/policy'
import type { EndpointFormState } from './endpoint-form'
import { useUrlCheck } from './use-url-check'

const ports = new Intl.ListFormat('en', { type: 'disjunction' }).format(policy.webhooks.ports.map(String))
const hint = `https on port ${ports}, at an address of the public internet. Redirects are not followed.`

type Props = {
  form: Pick<EndpointFormState, 'register' | 'watch' | 'formState' | 'clearErrors'>
  api: string
}

/** While it is typed, the server says what it would say when it is saved. */
export function UrlField({ form, api }: Props) {
  const check = useUrlCheck(form.watch('url'), `${api}/endpoints/check`)
  const refusal = check.state === 'refused' ? check.reason : undefined
  return (
    <div className="grid gap-1.5">
      <Field label="URL" hint={hint} error={form.formState.errors.url?.message ?? refusal}>
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
      <p role="status" className="flex items-center gap-1.5 text-sm empty:hidden">
        {check.state === 'checking' && <span className="text-ink-3">Checking…</span>}
        {check.state === 'allowed' && (
          <>
            <Check aria-hidden className="size-3.5 text-primary" />
            <span className="text-ink-2">We may post there. Whether it answers, a test event shows.</span>
          </>
        )}
      </p>
    </div>
  )
}
