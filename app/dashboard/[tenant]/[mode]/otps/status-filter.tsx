import { FilterMenu } from '@/components/list/filter-menu'
import { Status } from '@/components/ui/status'
import { type OtpStatus, otpStatuses } from '@/lib/otp/schema'
import { otpStatusLooks } from './otp-status'

type Props = { status: OtpStatus | undefined; hrefs: Record<OtpStatus | 'any', string> }

export function StatusFilter({ status, hrefs }: Props) {
  return (
    <FilterMenu
      name="Status"
      value={status}
      chosen={status && otpStatusLooks[status].word.toLowerCase()}
      unset={{ href: hrefs.any, label: 'Any status' }}
      options={otpStatuses.map((name) => {
        const { tone, glyph, word } = otpStatusLooks[name]
        return {
          value: name,
          href: hrefs[name],
          label: (
            <Status tone={tone} glyph={glyph}>
              {word}
            </Status>
          ),
        }
      })}
    />
  )
}
