import { MapImportInput } from '@/lib/contacts/import-schema'
import { startImport } from '@/lib/contacts/start-import'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute<typeof MapImportInput, { id: string }>({
  body: MapImportInput,
  status: 202,
  run: startImport,
})
