const media = {
  object: 'media',
  id: 'med_01kb5t9y8ze3xtfvb2m7c0qh4d',
  direction: 'outbound',
  sender_id: 'snd_01kb5s2n4re6c8d0f1g3h5j7k9',
  mime_type: 'application/pdf',
  size: 48_213,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  file_name: 'invoice-1001.pdf',
  mode: 'live',
  expires_at: '2026-12-24T09:30:00.000Z',
  created_at: '2026-11-24T09:30:00.000Z',
}

export const uploadExamples = { body: { type: 'application/pdf' }, reply: media }
export const getExamples = { reply: media }
export const contentExamples = { reply: {} }
export const deleteExamples = { reply: { object: 'media', id: media.id, deleted: true } }
