'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useOptimistic, useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { type Role, roles } from '@/lib/core/context'
import { MemberObject } from '@/lib/tenants/schema'
import { roleWords } from './role-words'

type Props = { path: string; member: MemberObject; ownRole: Role }

/** The new role is shown at once, and the old one again should it be refused. */
export function RoleMenu({ path, member, ownRole }: Props) {
  const router = useRouter()
  const [role, showRole] = useOptimistic(member.role)
  const [busy, startChange] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [said, say] = useState('')
  const offered = roles.filter((name) => name !== 'owner' || ownRole === 'owner')

  function change(next: Role) {
    if (next === role) return
    startChange(async () => {
      showRole(next)
      setProblem(null)
      const posted = await postJson(path, { role: next }, MemberObject)
      if (!posted.ok) return setProblem(posted.problem)
      say(`${member.email} has the role ${next} now.`)
      router.refresh()
    })
  }

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button
            variant="quiet"
            size="small"
            busy={busy}
            className="-ms-2 font-medium text-ink @max-xl:-me-2"
          >
            {roleWords[role].name}
            <span className="sr-only">, role of {member.email}, change it</span>
            <ChevronsUpDown aria-hidden className="size-3.5 text-ink-3" />
          </Button>
        </MenuTrigger>
        <MenuContent className="w-72">
          {offered.map((name) => (
            <MenuItem
              key={name}
              current={name === role}
              onSelect={() => change(name)}
              className="grid gap-0 py-1.5"
            >
              <span className="font-semibold">{roleWords[name].name}</span>
              <span className="font-normal text-ink-2 text-xs">{roleWords[name].hint}</span>
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
      <span role="status" className="sr-only">
        {said}
      </span>
      {problem && <ProblemNotice problem={problem} />}
    </>
  )
}
