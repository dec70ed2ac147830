import type { Metadata } from 'next'
import { AskForm } from './ask-form'

export const metadata: Metadata = { title: 'Reset the password' }

export default function ResetPasswordPage() {
  return <AskForm />
}
