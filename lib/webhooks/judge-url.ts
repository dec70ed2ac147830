import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePerson } from '@/lib/core/permissions'
import { checkEndpointUrl } from '@/lib/webhooks/check-url'
import type { UrlVerdict } from '@/lib/webhooks/endpoint-schema'

/** What saving a URL would say of it now, for whoever is still writing it. Keeps and posts nothing. */
export async function judgeUrl(ctx: Ctx, { url }: { url: string }): Promise<UrlVerdict> {
  requirePerson(ctx, 'webhooks.write')
  try {
    await checkEndpointUrl(url)
    return { object: 'url_verdict', allowed: true, reason: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'url_not_allowed') throw error
    return {
      object: 'url_verdict',
      allowed: false,
      reason: error.options.detail ?? 'This URL is not allowed.',
    }
  }
}
