export default function PersonNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such person</h1>
      <p className="text-ink-2">
        This workspace knows nobody by that id in this mode. They may belong to the other mode, or have been
        erased.
      </p>
    </div>
  )
}
