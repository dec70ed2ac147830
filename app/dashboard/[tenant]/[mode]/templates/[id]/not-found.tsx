export default function TemplateNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such template</h1>
      <p className="text-ink-2">This mode of this workspace has no template with that id.</p>
    </div>
  )
}
