import { TextLink } from '@/components/ui/text-link'

export default function NoSuchDeletion() {
  return (
    <div className="grid gap-2">
      <h1 className="type-display text-2xl">This code opens nothing</h1>
      <p className="max-w-[58ch] text-ink-2">
        Take the whole link that Facebook gave you, or read{' '}
        <TextLink href="/data-deletion">how to have your data deleted</TextLink>.
      </p>
    </div>
  )
}
