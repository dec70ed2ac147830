export default function ContactNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such contact</h1>
      <p className="text-ink-2">
        This workspace has no contact with that id in this mode. It may belong to the other mode, or have been
        deleted or merged into another.
      </p>
    </div>
  )
}
