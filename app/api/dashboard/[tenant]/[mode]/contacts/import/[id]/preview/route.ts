import { MapImportInput } from '@/lib/contacts/import-schema'
import { previewImport } from '@/lib/contacts/preview-import'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute<typeof MapImportInput, { id: string }>({
  body: MapImportInput,
  run: previewImport,
})
