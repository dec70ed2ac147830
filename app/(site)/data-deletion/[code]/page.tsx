import { notFound } from 'next/navigation'
import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { toTimestamp } from '@/lib/core/time'
import { findDeletion } from '@/lib/privacy/find-deletion'

type Props = { params: Promise<{ code: string }> }

/** For whoever has the code: how far it has come, and nothing of whose it is. */
export default async function DeletionPage({ params }: Props) {
  const deletion = await findDeletion((await params).code)
  if (!deletion) notFound()
  const { code, status, receivedAt, endedAt } = deletion
  const isDone = status === 'done'
  return (
    <>
      <div className="grid gap-2">
        <h1 className="type-display text-2xl">
          {isDone ? 'Your data is deleted' : 'Your data is being deleted'}
        </h1>
        <p className="max-w-[58ch] text-ink-2">
          {isDone
            ? 'What came to us from your Facebook login is erased: the access tokens that you gave us, and Meta’s id of you. Numbers that you had connected are disconnected.'
            : 'We have your request. What came to us from your Facebook login is erased within minutes; this page then says so.'}
        </p>
      </div>
      <Facts>
        <Fact name="State">
          {isDone ? (
            <Status tone="done" glyph="check">
              Deleted
            </Status>
          ) : (
            <Status tone="moving" glyph="arrow">
              In progress
            </Status>
          )}
        </Fact>
        <Fact name="Code">
          <IdText id={code} noun="confirmation code" whole />
        </Fact>
        <Fact name="Asked for">
          <RelativeTime at={toTimestamp(receivedAt)} />
        </Fact>
        {endedAt ? (
          <Fact name="Deleted">
            <RelativeTime at={toTimestamp(endedAt)} />
          </Fact>
        ) : null}
      </Facts>
      {isDone ? (
        <p className="max-w-[58ch] text-ink-2 text-sm">
          Your Hawk Send account, if you have one, is not part of this: it did not come from Facebook.
        </p>
      ) : null}
    </>
  )
}
