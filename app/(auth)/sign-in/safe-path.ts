const here = 'https://here.invalid'

/** Where to go after signing in: a path of this site, and never anything that leads away from it. */
export function safePath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, here)) return '/dashboard'
  const url = new URL(wanted, here)
  return url.origin === here ? url.pathname + url.search : '/dashboard'
}
