'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { SuspendTenantInput, TenantSummary } from '@/lib/tenants/operator-schema'

export function SuspendTenant({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(SuspendTenantInput), defaultValues: { reason: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson(`/api/ops/tenants/${id}/suspend`, values, TenantSummary)
    if (!posted.ok) return setProblem(posted.problem)
    setOpen(false)
    form.reset()
    router.refresh()
  })

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button
          variant="quiet"
          size="small"
          className="-me-2 text-danger hover:text-danger"
          aria-label={`Suspend ${name}`}
        >
          Suspend
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Suspend ${name}?`}
        description="Within a second its API keys get 403, and its people see your reason instead of their dashboard. Nothing is deleted."
      >
        <form onSubmit={submit} noValidate className="grid gap-4">
          <Field
            label="Reason"
            hint="Its owners get it by mail, word for word."
            error={errors.reason?.message}
          >
            {(control) => <Textarea {...control} {...form.register('reason')} rows={3} maxLength={300} />}
          </Field>
          {problem && <ProblemNotice problem={problem} />}
          <DialogActions>
            <DialogClose asChild>
              <Button>Let it work</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={isSubmitting}>
              {isSubmitting ? 'Suspending…' : 'Suspend workspace'}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
