import { Status } from '@/components/ui/status'
import type { ContactObject } from '@/lib/contacts/schema'

/** Whether a person may be written to, in a word. */
export function OptOutStatus({ contact }: { contact: ContactObject }) {
  if (contact.opted_out)
    return (
      <Status tone="failed" glyph="slash">
        Opted out
      </Status>
    )
  if (contact.opt_outs.length > 0)
    return (
      <Status tone="attention" glyph="slash">
        No marketing
      </Status>
    )
  return (
    <Status tone="done" glyph="check">
      Reachable
    </Status>
  )
}
