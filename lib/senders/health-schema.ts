import { z } from 'zod'

/** What Meta says under `health_status` of a number, an account, a business or our app. */
export const Health = z.object({
  can_send_message: z.string(),
  entities: z
    .array(
      z.object({
        entity_type: z.string(),
        can_send_message: z.string().optional(),
        additional_info: z.array(z.string()).optional().catch(undefined),
        errors: z
          .array(
            z.object({
              error_code: z.number(),
              error_description: z.string().optional(),
              possible_solution: z.string().optional(),
            }),
          )
          .optional()
          .catch(undefined),
      }),
    )
    .catch([]),
})
export type Health = z.infer<typeof Health>
export type HealthError = NonNullable<Health['entities'][number]['errors']>[number]
