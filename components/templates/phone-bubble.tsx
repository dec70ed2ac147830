import { ExternalLink, Phone, Reply } from 'lucide-react'
import type { ReactNode } from 'react'
import { type ButtonInput, type ComponentInput, partOf } from '@/lib/templates/component-schema'

type Props = { components: readonly ComponentInput[]; language?: string | undefined; label?: string }

/** What a person will read, as a plain bubble: no app's look. Variables show their samples. */
export function PhoneBubble({ components, language, label = 'Preview' }: Props) {
  const [header, body, footer] = ['HEADER', 'BODY', 'FOOTER'].map((type) => partOf(components, type))
  const buttons = partOf(components, 'BUTTONS')?.buttons ?? []
  return (
    <figure
      aria-label={label}
      lang={language?.replace('_', '-')}
      className="grid max-w-sm gap-1 rounded-lg border bg-sunken p-4"
    >
      <div dir="auto" className="grid gap-1.5 rounded-lg border bg-surface px-3 py-2.5">
        {header && <Header header={header} />}
        <p className="whitespace-pre-wrap text-base [overflow-wrap:anywhere]">
          {body?.text ? (
            <FilledText text={body.text} samples={samplesOf(body)} />
          ) : (
            <span className="text-ink-3">The text of the message</span>
          )}
        </p>
        {footer?.text && <p className="text-ink-3 text-xs [overflow-wrap:anywhere]">{footer.text}</p>}
      </div>
      {buttons.map((button) => (
        <div
          key={[button.type, button.text, button.url].join(' ')}
          dir="auto"
          className="flex min-h-9 items-center justify-center gap-2 rounded-lg border bg-surface px-3 py-1.5 text-center font-semibold text-info text-sm [overflow-wrap:anywhere]"
        >
          <ButtonIcon button={button} />
          {button.text || (hasOwnWords(button) ? 'Copy code' : <span className="text-ink-3">Label</span>)}
        </div>
      ))}
    </figure>
  )
}

function Header({ header }: { header: ComponentInput }) {
  const kind = header.format ?? 'TEXT'
  if (kind !== 'TEXT')
    return (
      <div className="hatch-quiet grid h-24 place-items-center rounded-sm text-ink-2 text-xs">
        {kind.charAt(0) + kind.slice(1).toLowerCase()}
      </div>
    )
  return (
    <p className="font-semibold text-base [overflow-wrap:anywhere]">
      <FilledText text={header.text ?? ''} samples={samplesOf(header)} />
    </p>
  )
}

function samplesOf({ example }: ComponentInput): Map<string, string> {
  const listed = example?.body_text?.[0] ?? example?.header_text ?? []
  const named = example?.body_text_named_params ?? example?.header_text_named_params ?? []
  return new Map([
    ...listed.map((sample, index) => [String(index + 1), sample] as const),
    ...named.map((one) => [one.param_name, one.example] as const),
  ])
}

/** `*bold*` as WhatsApp has it, and each variable as its sample, or as itself while it has none. */
function FilledText({ text, samples }: { text: string; samples: Map<string, string> }) {
  return text.split(/(\*[^*\n]+\*|\{\{[^{}]*\}\})/).map((part, index): ReactNode => {
    const key = `${index} ${part}`
    if (/^\*[^*\n]+\*$/.test(part))
      return (
        <strong key={key} className="font-semibold">
          <FilledText text={part.slice(1, -1)} samples={samples} />
        </strong>
      )
    const name = /^\{\{([^{}]*)\}\}$/.exec(part)?.[1]?.trim()
    if (name === undefined) return part
    return (
      <span key={key} className="rounded-sm bg-soft px-0.5">
        {samples.get(name) || part}
      </span>
    )
  })
}

function ButtonIcon({ button }: { button: ButtonInput }) {
  if (button.type === 'URL' && !button.url?.includes('whatsapp.com/otp'))
    return <ExternalLink aria-hidden className="size-3.5 shrink-0" />
  if (button.type === 'PHONE_NUMBER') return <Phone aria-hidden className="size-3.5 shrink-0" />
  if (button.type === 'QUICK_REPLY')
    return <Reply aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />
  return null
}

/** Of a code, where Meta words the label itself. */
function hasOwnWords({ type }: ButtonInput): boolean {
  return type === 'OTP' || type === 'COPY_CODE'
}
