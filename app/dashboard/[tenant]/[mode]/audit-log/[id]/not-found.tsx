export default function EntryNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such entry</h1>
      <p className="text-ink-2">
        The audit log of this workspace has no entry with that id. Entries are never deleted, so it may belong
        to another workspace.
      </p>
    </div>
  )
}
