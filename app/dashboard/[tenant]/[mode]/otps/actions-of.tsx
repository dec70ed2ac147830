import type { Mode } from '@/lib/core/context'
import type { OtpDetail } from '@/lib/otp/schema'
import { sendCurl } from './curl'
import { OtpActions } from './otp-actions'

type Props = { otp: OtpDetail; slug: string; mode: Mode; mayWrite: boolean; origin: string }

export function ActionsOf({ otp, slug, mode, mayWrite, origin }: Props) {
  return (
    <OtpActions
      key={otp.otp_id}
      path={`/api/dashboard/${slug}/${mode}/otp/${otp.otp_id}`}
      pending={otp.status === 'pending'}
      curl={sendCurl(otp, origin)}
      {...{ mode, mayWrite }}
    />
  )
}
