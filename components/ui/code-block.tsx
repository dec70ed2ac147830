import { CopyButton } from '@/components/ui/copy-button'

type Props = { code: string; label: string; title?: string }

/** Wraps instead of scrolling sideways, so that nothing of it is out of reach at any width. */
export function CodeBlock({ code, label, title }: Props) {
  return (
    <figure className="min-w-0 rounded-md border bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b py-1 ps-3 pe-1">
        <span className="type-mono text-[0.6875rem] text-ink-3">{title ?? label}</span>
        <CopyButton value={code} label={label} />
      </figcaption>
      <pre className="whitespace-pre-wrap break-all px-2.5 py-2.5 md:px-3 text-ink-2">
        <code className="type-mono text-[0.6875rem] leading-[1.125rem] md:text-[0.71875rem]">{code}</code>
      </pre>
    </figure>
  )
}
