import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys, Upload } from '@/lib/core/endpoint'
import type { FileAnswer } from '@/lib/core/file-answer'
import { newUuid } from '@/lib/core/ids'
import { type Permission, requirePermission } from '@/lib/core/permissions'
import type { UploadedFile } from '@/lib/core/uploaded-file'
import { checkInput } from '@/lib/http/check-input'
import { enterDashboard } from '@/lib/http/enter-dashboard'
import { fileResponse } from '@/lib/http/file-response'
import { bodyOf } from '@/lib/http/next-adapter'
import { parseMultipart } from '@/lib/http/parse-multipart'
import { errorReply, jsonReply } from '@/lib/http/reply'
import type { ApiReply } from '@/lib/http/request'

type Place = { tenant: string; mode: string }

/** The door for a file that a page of the dashboard shows, or that somebody saves from it. */
export function dashboardFileRoute<More extends Record<string, string>>(
  run: (ctx: Ctx, input: More) => Promise<FileAnswer>,
) {
  return async (request: NextRequest, { params }: { params: Promise<Place & More> }): Promise<Response> => {
    try {
      const { tenant, mode, ...more } = await params
      const ctx = await enterDashboard(request, { tenant, mode }, { changes: false })
      // Guarantee behind the cast: what is left of the path's parameters are those below the workspace.
      return fileResponse(ctx.requestId, await run(ctx, more as unknown as More))
    } catch (error) {
      return toResponse(errorReply(error, newUuid()))
    }
  }
}

type UploadRoute<Body extends z.ZodType<object>> = {
  upload: Upload
  body: Body
  /** Asked for before a byte of the file is taken. */
  permission: Permission
  run: (ctx: Ctx, input: CamelKeys<z.output<Body>> & { file: UploadedFile }) => Promise<object>
}

/**
 * The door for a file that somebody sends from the dashboard. The middleware stays out of its way, for Next holds what
 * goes through that in memory, and cuts it at 10 MB.
 */
export function dashboardUploadRoute<Body extends z.ZodType<object>>(route: UploadRoute<Body>) {
  return async (request: NextRequest, { params }: { params: Promise<Place> }): Promise<Response> => {
    let file: UploadedFile | undefined
    try {
      const ctx = await enterDashboard(request, await params, { changes: true })
      requirePermission(ctx, route.permission)
      const form = await parseMultipart(bodyOf(request), route.upload)
      file = form.file
      // Guarantee behind the cast: the fields were put out by this route's own schema.
      const fields = checkInput(route.body, form.fields) as unknown as CamelKeys<z.output<Body>>
      return toResponse(jsonReply(201, ctx.requestId, await route.run(ctx, { ...fields, file })))
    } catch (error) {
      return toResponse(errorReply(error, newUuid()))
    } finally {
      await file?.remove()
    }
  }
}

function toResponse({ status, headers, body }: ApiReply): Response {
  return new Response(body, { status, headers })
}
