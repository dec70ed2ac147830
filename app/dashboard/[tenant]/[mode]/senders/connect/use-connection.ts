'use client'

import { useEffect, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ConnectionObject } from '@/lib/senders/connection-schema'

/** A connection that is looked at again while it moves, and what somebody does about it. */
export function useConnection(path: string, initial: ConnectionObject | null) {
  const [connection, setConnection] = useState(initial)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const pause = connection === null ? undefined : pauses[connection.status]

  useEffect(() => {
    if (!connection || pause === undefined) return
    const timer = setTimeout(async () => {
      const posted = await postJson(`${path}/${connection.id}/watch`, {}, ConnectionObject)
      // A new object each time, so that the next look follows this one even when nothing has moved.
      setConnection((known) => (posted.ok ? posted.data : known && { ...known }))
    }, pause)
    return () => clearTimeout(timer)
  }, [connection, pause, path])

  async function act(id: string, name: string, body: object = {}): Promise<void> {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(`${path}/${id}/${name}`, body, ConnectionObject)
    setBusy(false)
    if (posted.ok) setConnection(posted.data)
    else setProblem(posted.problem)
  }

  return { connection, setConnection, busy, problem, act }
}

/** Milliseconds until the next look; what does not move is not looked at. */
const pauses: Partial<Record<ConnectionObject['status'], number>> = { running: 800, waiting_on_meta: 4_000 }
