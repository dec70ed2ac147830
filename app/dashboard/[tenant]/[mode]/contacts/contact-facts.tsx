import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { CopyButton } from '@/components/ui/copy-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ContactObject } from '@/lib/contacts/schema'
import { sourceWords } from './contact-words'
import { TagList } from './tag-list'

export function ContactFacts({ contact, base }: { contact: ContactObject; base: string }) {
  const { phone, recipient, username, profile_name, email, tags, source, last_inbound_at, created_at } =
    contact
  return (
    <Facts>
      <Fact name="Phone">
        {phone ? (
          <span className="inline-flex items-center gap-0.5">
            <span className="type-mono whitespace-nowrap text-xs">{phone}</span>
            {!phone.includes('•') && <CopyButton value={phone} label="phone number" />}
          </span>
        ) : (
          <span className="text-ink-3">hidden behind the username</span>
        )}
      </Fact>
      {email && <Fact name="Email">{email}</Fact>}
      {profile_name && <Fact name="In WhatsApp">{profile_name}</Fact>}
      {username && <Fact name="Username">@{username}</Fact>}
      {recipient && (
        <Fact name="WhatsApp id">
          <IdText id={recipient} noun="WhatsApp id" />
        </Fact>
      )}
      <Fact name="Tags">
        {tags.length > 0 ? (
          <TagList tags={tags} hrefOf={(tag) => `${base}/contacts?tag=${encodeURIComponent(tag)}`} />
        ) : (
          <span className="text-ink-3">none</span>
        )}
      </Fact>
      <Fact name="Last wrote">
        {last_inbound_at ? <RelativeTime at={last_inbound_at} /> : <span className="text-ink-3">never</span>}
      </Fact>
      <Fact name="Created">
        <RelativeTime at={created_at} /> <span className="text-ink-3">· {sourceWords[source]}</span>
      </Fact>
    </Facts>
  )
}
