import { RelativeTime } from '@/components/ui/relative-time'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { SignInOutcome, SignInView } from '@/lib/auth/schema'
import { PlaceText } from './place-text'

const outcomes: Record<SignInOutcome, { words: string; tone: Tone; glyph: Glyph }> = {
  signed_in: { words: 'Signed in', tone: 'done', glyph: 'check' },
  wrong_password: { words: 'Wrong password', tone: 'failed', glyph: 'bang' },
  unknown_address: { words: 'Refused', tone: 'failed', glyph: 'bang' },
  throttled: { words: 'Too many tries', tone: 'attention', glyph: 'clock' },
  second_factor_wanted: { words: 'Second factor asked', tone: 'moving', glyph: 'arrow' },
  second_factor_wrong: { words: 'Wrong second factor', tone: 'failed', glyph: 'bang' },
}

export function SignInHistory({ signIns }: { signIns: SignInView[] }) {
  return (
    <section aria-labelledby="sign-ins" className="grid gap-3">
      <header className="grid gap-0.5">
        <h2 id="sign-ins" className="type-display text-[1.0625rem] leading-6">
          Sign-in history
        </h2>
        <p className="max-w-[64ch] text-ink-2 text-sm">
          {signIns.length > 0
            ? 'The latest tries to sign in as you. If one of them was not yours, change your password.'
            : 'Every try to sign in as you will be listed here, from the next one on.'}
        </p>
      </header>
      {signIns.length > 0 && (
        <Table caption="Tries to sign in as you, newest first">
          <TableHead>
            <HeadCell>Outcome</HeadCell>
            <HeadCell>Browser</HeadCell>
            <HeadCell>Place</HeadCell>
            <HeadCell>When</HeadCell>
          </TableHead>
          <TableBody>
            {signIns.map((signIn) => (
              <SignInRow key={signIn.id} {...signIn} />
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}

function SignInRow({ outcome, browser, place, at }: SignInView) {
  const { words, tone, glyph } = outcomes[outcome]
  return (
    <Row className="h-12">
      <Cell>
        <Status tone={tone} glyph={glyph}>
          {words}
        </Status>
      </Cell>
      <Cell className="@max-xl:order-3">{browser}</Cell>
      <Cell className="@max-xl:order-4 @max-xl:text-end">
        <PlaceText place={place} />
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-2 @max-xl:text-end @max-xl:text-xs">
        <RelativeTime at={at} />
      </Cell>
    </Row>
  )
}
