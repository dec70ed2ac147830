/** What the page was given for its changes, in its head. */
export function csrfToken(): string {
  return meta()?.content ?? ''
}

/** Asks for what a page of ours would be given now, and goes on with that. No other site can read the answer. */
export async function renewCsrfToken(): Promise<void> {
  const page = await fetch('/session', { credentials: 'same-origin' }).then(
    (response) => response.text(),
    () => '',
  )
  const token = /<meta name="csrf-token" content="([\w-]+)"/.exec(page)?.[1]
  const element = meta()
  if (token && element) element.content = token
}

function meta(): HTMLMetaElement | null {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')
}
