'use client'

import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { ConfirmAct } from './confirm-act'

type Props = { path: string; workspace: string; quiet?: boolean }

export function LeaveWorkspace({ path, workspace, quiet }: Props) {
  return (
    <ConfirmAct
      title={`Leave ${workspace}?`}
      description="It is closed to you at once. To come back, you have to be invited again."
      act="Leave workspace"
      acting="Leaving…"
      keep="Stay"
      path={path}
      reply={z.object({ id: z.string() })}
      onDone={() => window.location.assign('/dashboard')}
      trigger={
        quiet ? (
          <Button variant="quiet" size="small" className="-me-2 text-danger hover:text-danger">
            Leave
          </Button>
        ) : (
          <Button className="text-danger hover:text-danger">Leave workspace</Button>
        )
      }
    />
  )
}
