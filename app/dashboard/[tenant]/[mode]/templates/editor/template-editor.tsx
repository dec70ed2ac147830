'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { PhoneBubble } from '@/components/templates/phone-bubble'
import { Button } from '@/components/ui/button'
import type { TemplateGroups } from '@/lib/templates/group-schema'
import { lintTemplate } from '@/lib/templates/lint-schema'
import { TemplateObject } from '@/lib/templates/schema'
import { AccountField } from '../account-field'
import { ButtonFields } from './button-fields'
import { Checks } from './checks'
import { componentsOf, emptyDraft, formatOf, type TemplateDraft } from './draft'
import { IdentityFields } from './identity-fields'
import { TextFields } from './text-fields'

export type Identity = { name: string; language: string; category: 'utility' | 'marketing' }

type Props = {
  path: string
  base: string
  accounts: TemplateGroups['accounts']
  /** The template that is edited, which keeps its name and language. */
  edited?: { id: string; identity: Identity; draft: TemplateDraft; isApproved: boolean }
}

/** Writes a template, and says while it is written what Meta would refuse. */
export function TemplateEditor({ path, base, accounts, edited }: Props) {
  const router = useRouter()
  const [account, setAccount] = useState(accounts[0]?.id ?? undefined)
  const [identity, setIdentity] = useState<Identity>(
    edited?.identity ?? { name: '', language: 'en_US', category: 'utility' },
  )
  const [draft, setDraft] = useState(edited?.draft ?? emptyDraft)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const [wasTried, setWasTried] = useState(false)
  const components = componentsOf(draft)
  const faults = lintTemplate({ ...identity, components, parameterFormat: formatOf(draft) })
  const isBegun = wasTried || draft.body !== ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    setWasTried(true)
    if (faults.length > 0) return
    setBusy(true)
    const posted = edited
      ? await postJson(
          `${path}/${edited.id}/edit`,
          { components, category: identity.category },
          TemplateObject,
        )
      : await postJson(
          path,
          { ...identity, components, parameter_format: formatOf(draft), ...(account && { account }) },
          TemplateObject,
        )
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    router.push(`${base}/templates/${posted.data.id}`)
    router.refresh()
  }

  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <form onSubmit={submit} noValidate className="grid min-w-0 gap-5">
        {!edited && <AccountField accounts={accounts} value={account} onChange={setAccount} />}
        <IdentityFields
          value={identity}
          onChange={setIdentity}
          isKept={edited !== undefined}
          isApproved={edited?.isApproved ?? false}
          faults={isBegun ? faults : []}
        />
        <TextFields draft={draft} onChange={setDraft} />
        <ButtonFields buttons={draft.buttons} onChange={(buttons) => setDraft({ ...draft, buttons })} />
        {problem && <ProblemNotice problem={problem} />}
        <div>
          <Button type="submit" variant="primary" size="large" busy={busy}>
            {busy ? 'Handing in…' : edited ? 'Hand in again' : 'Hand in for review'}
          </Button>
        </div>
      </form>
      <div className="grid gap-4 lg:sticky lg:top-[calc(var(--banner)+1.25rem)]">
        <PhoneBubble components={components} language={identity.language} />
        <Checks faults={isBegun ? faults : null} wasTried={wasTried} />
      </div>
    </div>
  )
}
