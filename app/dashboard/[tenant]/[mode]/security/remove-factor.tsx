'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { ConfirmAct } from '../confirm-act'

type Props = {
  trigger: ReactNode
  title: string
  description: string
  act: string
  acting: string
  path: string
  body?: object
}

/** Takes a factor away, after a question. */
export function RemoveFactor(props: Props) {
  const router = useRouter()
  return <ConfirmAct {...props} keep="Keep it" reply={z.object({})} onDone={() => router.refresh()} />
}
