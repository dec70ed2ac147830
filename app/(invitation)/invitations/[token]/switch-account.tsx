'use client'

import { useState } from 'react'
import { z } from 'zod'
import { postJson } from '@/components/forms/post-json'
import { Button } from '@/components/ui/button'

/** Signs out, and asks for the other account; with it one is back here. */
export function SwitchAccount({ place }: { place: string }) {
  const [busy, setBusy] = useState(false)

  async function leave() {
    setBusy(true)
    await postJson('/api/auth/sign-out', {}, z.object({}))
    window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(place)}`)
  }

  return (
    <Button variant="primary" size="large" busy={busy} onClick={leave}>
      {busy ? 'Signing out…' : 'Switch account'}
    </Button>
  )
}
