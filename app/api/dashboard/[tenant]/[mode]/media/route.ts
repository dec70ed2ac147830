import { dashboardUploadRoute } from '@/lib/http/dashboard-file-route'
import { mediaUpload } from '@/lib/media/endpoints'
import { UploadMediaInput } from '@/lib/media/schema'
import { uploadMedia } from '@/lib/media/upload'

export const POST = dashboardUploadRoute({
  upload: mediaUpload,
  body: UploadMediaInput,
  permission: 'messages.write',
  run: uploadMedia,
})
