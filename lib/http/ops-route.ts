import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import type { Operator } from '@/lib/core/operator'
import { answering, readInput } from '@/lib/http/auth-route'
import { requireCsrfToken, requireSameOrigin } from '@/lib/http/csrf'
import { operatorOf } from '@/lib/http/require-operator'
import { currentSession } from '@/lib/http/session'

type Route<Body extends z.ZodType<object>> = {
  body: Body
  run: (operator: Operator, input: CamelKeys<z.output<Body>> & { id: string }) => Promise<object>
}

/**
 * The door for what one of us changes: origin, session, token, role, second factor, schema, verb, in this order. To
 * everybody else it is not there.
 */
export function opsRoute<Body extends z.ZodType<object>>({ body, run }: Route<Body>) {
  return answering(
    async (request: NextRequest, { visit }, { params }: { params: Promise<{ id: string }> }) => {
      const header = (name: string) => request.headers.get(name)
      requireSameOrigin(header)
      const session = await currentSession()
      if (!session) throw new AppError('session_missing')
      requireCsrfToken(header, [{ session: session.id }])
      if (!session.user.isOperator) throw new AppError('not_found')
      const operator = operatorOf(session, visit)
      if (!operator) throw new AppError('second_factor_required')
      const input = await readInput(request, body)
      return { body: await run(operator, inputOf<Body>({ ...input, ...(await params) })) }
    },
  )
}

/** Guarantee behind the cast: the fields were put out by this route's own schema, the id by its own path. */
function inputOf<Body extends z.ZodType<object>>(input: object) {
  return input as CamelKeys<z.output<Body>> & { id: string }
}
