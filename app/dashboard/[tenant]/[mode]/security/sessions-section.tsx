import { listSessions } from '@/lib/auth/list-sessions'
import { listSignIns } from '@/lib/auth/list-sign-ins'
import type { Ctx } from '@/lib/core/context'
import { EndOthers } from './end-others'
import { SessionTable } from './session-table'
import { SignInHistory } from './sign-in-history'

/** Where a person is signed in, and who has tried to. */
export async function SessionsSection({ actor }: { actor: Ctx['actor'] }) {
  if (actor.type !== 'user') return null
  const [sessions, history] = await Promise.all([
    listSessions(actor.id, actor.sessionId),
    listSignIns(actor.id),
  ])
  const others = sessions.filter((session) => !session.is_current).length
  return (
    <>
      <section aria-labelledby="sessions" className="grid gap-3">
        <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <div className="grid gap-0.5">
            <h2 id="sessions" className="type-display text-[1.0625rem] leading-6">
              Sessions
            </h2>
            <p className="max-w-[64ch] text-ink-2 text-sm">
              The browsers you are signed in at. One that you end is out with its next click.
            </p>
          </div>
          {others > 0 && <EndOthers count={others} />}
        </header>
        <SessionTable sessions={sessions} />
        <p className="text-ink-3 text-xs">
          Places are told from the network address: the country at most. Source: the registries of the NRO, CC
          BY 4.0.
        </p>
      </section>
      <SignInHistory signIns={history} />
    </>
  )
}
