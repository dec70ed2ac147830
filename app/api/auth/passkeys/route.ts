import { AddPasskeyInput } from '@/lib/auth/factor-schema'
import { addPasskey } from '@/lib/auth/passkey-add'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: AddPasskeyInput,
  run: async ({ session, visit }, input) => ({ status: 201, body: await addPasskey(session, visit, input) }),
})
