const here = 'https://here.invalid'

/** Where to go after signing in: a path of this site, and never anything that leads away from it. */
export function safePath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, here)) return '/dashboard'
  const url = new URL(wanted, here)
  // A path such as /.//elsewhere.example loses its dot, and what is left names another host.
  const isOurs = url.origin === here && !url.pathname.startsWith('//')
  return isOurs ? url.pathname + url.search : '/dashboard'
}
