/** The whole page is left: what follows belongs to another session, or to one that knows more workspaces. */
export function openWorkspace(slug: string): void {
  window.location.assign(`/dashboard/${slug}/live`)
}
