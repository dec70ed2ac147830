import type { FileForm, Preview } from '@/lib/messages/preview-schema'

const forms: Record<FileForm, string> = {
  image: 'Picture',
  video: 'Video',
  audio: 'Voice or sound',
  document: 'Document',
  sticker: 'Sticker',
}
const longest = 160

/** What a message says, on one line. */
export function previewText(preview: Preview): string {
  const line = wordsOf(preview).replaceAll(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line
}

function wordsOf(preview: Preview): string {
  switch (preview.kind) {
    case 'text':
      return preview.body
    case 'file':
      return [forms[preview.form], preview.caption ?? preview.fileName].filter(Boolean).join(' · ')
    case 'location':
      return ['Location', preview.name ?? preview.address].filter(Boolean).join(' · ')
    case 'contacts':
      return `Contact · ${preview.cards.map(({ name }) => name).join(', ')}`
    case 'interactive':
      return preview.body || preview.buttons.map(({ text }) => text).join(' · ') || 'Buttons'
    case 'answer':
      return preview.title || 'An answer'
    case 'reaction':
      return preview.emoji === null ? 'Took a reaction back' : `Reacted ${preview.emoji}`
    case 'template':
      return preview.body || [preview.name, ...preview.parameters].join(' · ')
    case 'order':
      return `Order · ${preview.items.length} ${preview.items.length === 1 ? 'item' : 'items'}`
    case 'system':
    case 'unsupported':
      return preview.text
    case 'sealed':
      return 'One-time password · the code is never kept'
    case 'hidden':
      return 'Hidden from your role'
    case 'erased':
      return 'Nothing is kept of it'
  }
}
