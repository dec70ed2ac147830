import type { CSSProperties, ReactNode } from 'react'
import { Mark } from '@/components/brand'
import { countOpenAlerts } from '@/lib/alerts/count-open'
import { requireTenant } from '@/lib/http/require-tenant'
import { BottomBar } from './bottom-bar'
import { Keyboard } from './keyboard'
import { ModeSwitch } from './mode-switch'
import { ShortcutsButton } from './shortcuts-button'
import { Sidebar } from './sidebar'
import { TestBanner } from './test-banner'
import { UserMenu } from './user-menu'
import { WorkspaceMenu } from './workspace-menu'

type Props = { params: Promise<{ tenant: string; mode: string }>; children: ReactNode }

export default async function TenantLayout({ params, children }: Props) {
  const { ctx, tenant, tenants, mode, user } = await requireTenant(params)
  const marks = { alerts: await countOpenAlerts(ctx) }
  const base = `/dashboard/${tenant.slug}/${mode}`
  const style: CSSProperties & Record<'--banner', string> = { '--banner': mode === 'test' ? '2rem' : '0px' }
  return (
    <div
      style={style}
      className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_1fr_auto] md:grid-cols-[212px_minmax(0,1fr)] md:grid-rows-[auto_1fr]"
    >
      <a
        href="#main"
        className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-semibold text-on-primary focus:translate-y-0"
      >
        Skip to the content
      </a>
      {mode === 'test' ? <TestBanner tenant={tenant.slug} /> : <div className="col-span-full" />}
      <header className="flex h-12 items-center gap-2.5 border-b bg-sunken ps-4 pe-2 md:hidden">
        <Mark />
        <div className="min-w-0 flex-1">
          <WorkspaceMenu tenant={tenant} tenants={tenants} mode={mode} />
        </div>
        <ModeSwitch tenant={tenant.slug} mode={mode} />
        <UserMenu user={user} base={base} compact />
      </header>
      <Sidebar
        base={base}
        role={user.role}
        marks={marks}
        workspace={<WorkspaceMenu tenant={tenant} tenants={tenants} mode={mode} />}
        modeSwitch={<ModeSwitch tenant={tenant.slug} mode={mode} className="mx-2.5" />}
        footer={
          <>
            <ShortcutsButton />
            <UserMenu user={user} base={base} />
          </>
        }
      />
      <main id="main" tabIndex={-1} className="min-w-0 outline-none">
        {children}
      </main>
      <BottomBar base={base} role={user.role} marks={marks} />
      <Keyboard base={base} role={user.role} />
    </div>
  )
}
