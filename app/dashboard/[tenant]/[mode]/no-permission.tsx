import { Fact, Facts } from '@/components/facts'
import type { Ctx } from '@/lib/core/context'
import { type Permission, whoMay } from '@/lib/core/permissions'
import { listMembers } from '@/lib/tenants/list-members'

type Props = { ctx: Ctx; permission: Permission; screen: string }

/** In the place of a screen that the reader's role does not open: which role it takes, and who can give it. */
export async function NoPermission({ ctx, permission, screen }: Props) {
  const granters = (await listMembers(ctx)).filter(({ role }) => role === 'owner' || role === 'admin')
  return (
    <section aria-labelledby="title" className="grid max-w-xl content-start gap-4 p-5 md:px-6">
      <h1 id="title" className="type-display text-2xl">
        {screen}
      </h1>
      <p className="text-ink-2">
        Your role does not open this page. {whoMay(permission)} These people can give it to you:
      </p>
      <Facts>
        {granters.map(({ id, email, role }) => (
          <Fact key={id} name={role === 'owner' ? 'Owner' : 'Admin'}>
            {email}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}
