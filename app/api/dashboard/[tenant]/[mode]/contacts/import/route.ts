import { uploadImport } from '@/lib/contacts/import'
import { UploadImportInput } from '@/lib/contacts/import-schema'
import { policy } from '@/lib/core/policy'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({
  body: UploadImportInput,
  bodyLimitBytes: policy.contacts.imports.bodyBytes,
  status: 201,
  run: uploadImport,
})
