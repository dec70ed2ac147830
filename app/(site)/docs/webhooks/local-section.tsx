import { CodeBlock } from '@/components/ui/code-block'
import { Code, TextLink } from '../prose'
import { Section } from './section'
import { listenCommand, triggerCommand } from './snippets'

/** The command for developers, who have no public address. */
export function LocalSection({ origin }: { origin: string }) {
  return (
    <Section id="local" title="On your own machine">
      <p>
        No tunnel is needed. <Code>hawksend listen</Code> pulls the events of your key and posts them to your
        app, signed with the <Code>whsec_…</Code> that it prints; the same key always gets the same one.
      </p>
      <CodeBlock label="listen command" title="Receive" code={listenCommand(origin)} />
      <p>In another window, make something happen, or make an event of any type in test mode:</p>
      <CodeBlock label="trigger command" title="Make an event" code={triggerCommand(origin)} />
      <ul className="grid list-disc gap-1.5 ps-5">
        <li>
          <Code>r</Code> posts the last event again; <Code>q</Code> ends it.
        </li>
        <li>
          <Code>--events otp.*,message.failed</Code> takes only some.
        </li>
        <li>
          A live key needs <Code>--live</Code>: real people’s numbers would come to your machine.
        </li>
        <li>
          The key needs <Code>webhooks:read</Code> to listen and <Code>webhooks:write</Code> to trigger.
          Without the command,{' '}
          <TextLink href="/docs/api#triggerEvent">
            <Code>POST /events</Code>
          </TextLink>{' '}
          does the same.
        </li>
        <li>
          From a checkout of Hawk Send it is <Code>npx ./sdk listen</Code>.
        </li>
      </ul>
    </Section>
  )
}
