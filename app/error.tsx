'use client'

import { Wordmark } from '@/components/brand'
import { ErrorNotice } from '@/components/error-notice'

export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center gap-6 p-5">
      <Wordmark />
      <ErrorNotice {...props} />
    </main>
  )
}
