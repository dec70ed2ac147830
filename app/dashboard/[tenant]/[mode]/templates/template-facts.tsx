import { Fact, Facts } from '@/components/facts'
import { formatDuration } from '@/components/format-duration'
import { IdText } from '@/components/id-text'
import { QualityMark, TemplateStatusMark } from '@/components/templates/template-status'
import { RelativeTime } from '@/components/ui/relative-time'
import type { TemplateDetail } from '@/lib/templates/schema'
import { categoryWords } from './words'

export function TemplateFacts({ template }: { template: TemplateDetail }) {
  const { message_send_ttl_seconds: ttl } = template
  return (
    <Facts>
      <Fact name="Status">
        <span role="status">
          <TemplateStatusMark status={template.status} />
        </span>
      </Fact>
      <Fact name="Category">
        {categoryWords[template.category]}
        {template.previous_category && (
          <span className="text-ink-2">
            {' '}
            · {categoryWords[template.previous_category].toLowerCase()} before
          </span>
        )}
      </Fact>
      <Fact name="Quality">
        <QualityMark quality={template.quality} />
      </Fact>
      {ttl !== null && (
        <Fact name="Delivered within">{ttl === -1 ? '30 days' : formatDuration(ttl * 1_000)}</Fact>
      )}
      <Fact name="Last used">
        {template.last_used_at ? <RelativeTime at={template.last_used_at} className="text-start" /> : 'Never'}
      </Fact>
      <Fact name="Synced">
        {template.synced_at ? <RelativeTime at={template.synced_at} className="text-start" /> : 'Not yet'}
      </Fact>
      <Fact name="Id">
        <IdText id={template.id} noun="template id" />
      </Fact>
      {template.account_id && (
        <Fact name="Account">
          <IdText id={template.account_id} noun="account id" />
        </Fact>
      )}
    </Facts>
  )
}
