/** Prints a text and nothing of the page around it. */
export function printText(title: string, text: string): void {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('aria-hidden', 'true')
  frame.className = 'fixed size-0 border-0'
  document.body.append(frame)
  const page = frame.contentWindow
  if (!page) return
  const paragraph = page.document.createElement('pre')
  paragraph.textContent = text
  page.document.body.append(paragraph)
  page.addEventListener('afterprint', () => frame.remove())
  page.print()
}
