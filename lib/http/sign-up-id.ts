import { z } from 'zod'

/** An id that no sign-up has, for a browser that has begun none. */
const none = '00000000-0000-0000-0000-000000000000'

export function readSignUpId(cookie: string | undefined): string {
  return z.uuid().safeParse(cookie).data ?? none
}
