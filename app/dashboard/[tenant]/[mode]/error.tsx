'use client'

import { ErrorNotice } from '@/components/error-notice'

export default function ScreenError(props: { error: unknown; retry: () => void }) {
  return (
    <div className="p-5 md:p-6">
      <ErrorNotice {...props} />
    </div>
  )
}
