import { StatusGlyph } from '@/components/ui/status'
import type { Fault } from '@/lib/core/errors'

type Props = {
  /** Null before there is anything to look at. */
  faults: Fault[] | null
  wasTried: boolean
}

/** What Meta would refuse, with what would be right. */
export function Checks({ faults, wasTried }: Props) {
  return (
    <section aria-label="Checks" aria-live="polite" className="grid gap-2 border-t pt-3 text-sm">
      <h2 className="font-semibold">Before Meta looks</h2>
      {faults === null && <p className="text-ink-2">What it would refuse is named here while you write.</p>}
      {faults?.length === 0 && (
        <p className="flex gap-2 text-primary">
          <span className="mt-[3px]">
            <StatusGlyph glyph="check" />
          </span>
          Every rule that we know of holds.
        </p>
      )}
      {faults && faults.length > 0 && (
        <>
          {wasTried && <p className="text-danger">Put these right first; nothing was handed in.</p>}
          <ul className="grid gap-2">
            {faults.map(({ path, message, fix }) => (
              <li key={`${path} ${message}`} className="flex gap-2">
                <span className="mt-[3px] text-amber">
                  <StatusGlyph glyph="slash" />
                </span>
                <span>
                  {message} {fix && <span className="text-ink-2">{fix}</span>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
