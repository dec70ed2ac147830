import { endpoint, fileEndpoint, uploadEndpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'
import { deleteMedia } from '@/lib/media/delete'
import { contentExamples, deleteExamples, getExamples, uploadExamples } from '@/lib/media/examples'
import { getMedia } from '@/lib/media/get'
import { readContent } from '@/lib/media/read-content'
import { DeletedMedia, MediaContent, MediaObject, UploadMediaInput } from '@/lib/media/schema'
import { limitOfUpload } from '@/lib/media/sniff-rules'
import { recordUpload, storeUpload } from '@/lib/media/upload'

export const mediaUpload = {
  limitBytes: policy.media.limits.document,
  limitOf: limitOfUpload,
  description: 'The file. Its content has to be what its type says.',
}

export const uploadMediaEndpoint = uploadEndpoint({
  path: '/media',
  scope: 'messages:send',
  operationId: 'uploadMedia',
  summary: 'Upload a file to send',
  description:
    'A `multipart/form-data` body with one `file`. Audio and video may have 16 MB, images (JPEG, PNG) 5 MB, documents 100 MB, stickers (WebP) 100 KB, or 500 KB when they move. The file belongs to one number and is kept for 30 days.',
  errors: ['no_sender', 'state_conflict', 'provider_refused'],
  examples: uploadExamples,
  upload: mediaUpload,
  body: UploadMediaInput,
  reply: MediaObject,
  status: 201,
  prepare: storeUpload,
  run: recordUpload,
})

export const getMediaEndpoint = endpoint({
  method: 'GET',
  path: '/media/{id}',
  scope: 'messages:read',
  summary: 'Read what is known of a file',
  examples: getExamples,
  reply: MediaObject,
  status: 200,
  run: getMedia,
})

export const readMediaContentEndpoint = fileEndpoint({
  path: '/media/{id}/content',
  scope: 'messages:read',
  operationId: 'readMediaContent',
  summary: 'Download a file',
  description:
    'The bytes, with the type of the file, as an attachment. Files that people sent are fetched from WhatsApp at that moment; one that WhatsApp has no longer is a 404.',
  errors: ['state_conflict', 'provider_refused'],
  examples: contentExamples,
  reply: MediaContent,
  run: (ctx, { id }) => readContent(ctx, { id }),
})

export const deleteMediaEndpoint = endpoint({
  method: 'DELETE',
  path: '/media/{id}',
  scope: 'messages:send',
  summary: 'Delete a file',
  description: 'Here and at WhatsApp. Messages that were sent with it keep it.',
  examples: deleteExamples,
  reply: DeletedMedia,
  status: 200,
  run: deleteMedia,
})

export const mediaEndpoints = [
  uploadMediaEndpoint,
  getMediaEndpoint,
  readMediaContentEndpoint,
  deleteMediaEndpoint,
]
