import { EnvSchema } from './env'

/** The text of `.env.example`: every setting with its sentence; what has a default is shown with it, commented out. */
export function envExample(): string {
  const entries = Object.entries(EnvSchema.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined)
    const line = fallback.success ? `# ${name}=${fallback.data ?? ''}` : `${name}=`
    return `# ${schema.description}\n${line}\n`
  })
  return `${['# Copy to .env; what is commented out has this default.\n', ...entries].join('\n')}`
}
