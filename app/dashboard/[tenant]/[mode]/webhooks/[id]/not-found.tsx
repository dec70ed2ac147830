export default function EndpointNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such endpoint</h1>
      <p className="text-ink-2">
        This workspace has no endpoint with that id in this mode. It may have been deleted, or belong to the
        other mode.
      </p>
    </div>
  )
}
