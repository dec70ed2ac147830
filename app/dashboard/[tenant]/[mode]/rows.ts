/** Focuses the neighbour of the row that is focused or open, and says where it leads. */
export function moveToRow(step: 1 | -1): string | null {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')]
  const current = document.activeElement?.closest('tr') ?? document.querySelector('tr[aria-current]')
  const index = links.findIndex((link) => current?.contains(link))
  const next = links[index === -1 ? (step === 1 ? 0 : links.length - 1) : index + step]
  next?.focus()
  return next?.getAttribute('href') ?? null
}

/** The id of what is open, else of the row that holds the focus. */
export function focusedId(): string | null {
  const focused =
    document.activeElement?.closest('[data-id]') ?? document.querySelector('[data-panel][data-id]')
  return focused?.getAttribute('data-id') ?? null
}

export function panelCloser(): HTMLElement | null {
  return document.querySelector('[data-close-panel]')
}

export function press(element: HTMLElement | null): void {
  element?.click()
}
