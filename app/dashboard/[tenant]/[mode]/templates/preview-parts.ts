import type { ComponentInput } from '@/lib/templates/component-schema'
import type { OtpPreview } from '@/lib/templates/create-schema'

/** What a person reads of a template for codes. */
export function codeParts(preview: OtpPreview, label: string): ComponentInput[] {
  return [
    { type: 'BODY', text: preview.body, example: { body_text: [['123456']] } },
    ...(preview.footer ? [{ type: 'FOOTER', text: preview.footer }] : []),
    { type: 'BUTTONS', buttons: [{ type: 'OTP', text: label }] },
  ]
}
