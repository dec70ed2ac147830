import type { ReactNode } from 'react'
import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { Mode } from '@/lib/core/context'
import type { OtpDetail as Otp } from '@/lib/otp/schema'
import { OtpDetail } from './otp-detail'
import { type OtpsQuery, otpsHref } from './query'

type Props = {
  otp: Otp | null
  id: string
  mode: Mode
  base: string
  query: OtpsQuery
  origin: string
  actions: ReactNode
  webhooks: ReactNode
}

export function OtpPanel({ otp, id, mode, base, query, origin, actions, webhooks }: Props) {
  const closed = otpsHref(base, query, { id: undefined })
  return (
    <DetailPanel label="OTP details" asked={id} id={otp?.otp_id} closed={closed} list="OTPs">
      {otp ? (
        <OtpDetail
          otp={otp}
          base={base}
          origin={origin}
          actions={actions}
          webhooks={webhooks}
          successorHref={otp.superseded_by && otpsHref(base, query, { id: otp.superseded_by })}
          corner={<PanelCorner closed={closed} page={`${base}/otps/${otp.otp_id}`} />}
        />
      ) : (
        <NothingThere title="No such OTP" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It may
          belong to {mode === 'test' ? 'live' : 'test'} mode, or have been deleted after the retention time.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
