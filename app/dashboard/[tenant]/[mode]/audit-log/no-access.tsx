import { whoMay } from '@/lib/core/permissions'

export function NoAccess() {
  return (
    <section aria-labelledby="title" className="grid max-w-xl content-start gap-3 p-5 md:px-6">
      <h1 id="title" className="type-display text-2xl">
        Audit log
      </h1>
      <p className="text-ink-2">
        Your role does not open this page. {whoMay('audit.read')} An owner or admin of this workspace can give
        it to you.
      </p>
    </section>
  )
}
