import { csrfTokenOfPage } from '@/lib/http/csrf-token'

/** In the head of every page that changes something; `postJson` sends it along. */
export async function CsrfMeta() {
  return <meta name="csrf-token" content={await csrfTokenOfPage()} />
}
