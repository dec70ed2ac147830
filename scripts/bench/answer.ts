import { z } from 'zod'

/** An answer of the app, for the bare servers to give: the same bytes under the same headers. */
export const Answer = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})
export type Answer = z.infer<typeof Answer>

/** Node adds these itself, or counts them anew. */
const ownHeaders = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

export async function captureAnswer(url: string, key: string, body: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  })
  const headers = [...response.headers].filter(([name]) => !ownHeaders.includes(name))
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() }
}
