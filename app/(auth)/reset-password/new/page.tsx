import type { Metadata } from 'next'
import { CompleteForm } from './complete-form'

export const metadata: Metadata = { title: 'Set a new password', referrer: 'no-referrer' }

/** Where a mailed link leads. To open it changes nothing: a mail scanner may do so as often as it likes. */
export default function NewPasswordPage() {
  return <CompleteForm />
}
