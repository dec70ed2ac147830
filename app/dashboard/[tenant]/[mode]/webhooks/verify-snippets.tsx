import { CodeBlock } from '@/components/ui/code-block'
import { Tabs } from '@/components/ui/tabs'
import { TextLink } from '@/components/ui/text-link'
import { verificationSnippets } from '@/lib/webhooks/snippets'

/** How to verify what arrives, in each language with what it brings along. */
export function VerifySnippets({ base }: { base: string }) {
  return (
    <section aria-labelledby="verify" className="grid min-w-0 content-start gap-3">
      <div className="grid gap-1">
        <h2 id="verify" className="type-display text-[1.0625rem]">
          Verify what arrives
        </h2>
        <p className="max-w-[64ch] text-ink-2 text-sm">
          Anybody can post to your endpoint; the signature proves that it was us. Verify the raw body, before
          it is parsed. <TextLink href={`${base}/webhooks/debugger`}>The debugger</TextLink> says why one does
          not hold.
        </p>
      </div>
      <Tabs
        label="Languages"
        tabs={verificationSnippets.map(({ language, title, code }) => ({
          value: language,
          label: title,
          content: <CodeBlock code={code} label={`${title} code`} title={title} />,
        }))}
      />
    </section>
  )
}
