/** Which page was asked for: Next does not tell a page its own path, so that the middleware does. */
export const pathHeader = 'x-hawk-path'

/** Who is at the other end of the connection. Our own server writes it, over whatever came by that name. */
export const peerHeader = 'x-hawk-peer'

/**
 * Headers by which Next and we talk to ourselves. Whoever sends one from outside means to be believed, and some have
 * been: `x-middleware-subrequest` once switched the middleware off (CVE-2025-29927).
 */
export function isForgery(name: string): boolean {
  return /^(x-hawk-|x-middleware-|x-invoke-|x-nextjs-data$|x-matched-path$|x-now-route-matches$|next-resume$|x-nonce$)/i.test(
    name,
  )
}
