import { FileText, ImageIcon, Link2, Music, Sticker, Video } from 'lucide-react'
import Image from 'next/image'
import type { FileForm, FileSource } from '@/lib/messages/preview-schema'

const looks: Record<FileForm, { Icon: typeof FileText; word: string }> = {
  image: { Icon: ImageIcon, word: 'Picture' },
  video: { Icon: Video, word: 'Video' },
  audio: { Icon: Music, word: 'Audio' },
  document: { Icon: FileText, word: 'Document' },
  sticker: { Icon: Sticker, word: 'Sticker' },
}

type Props = { file: FileSource; form: FileForm; media: string }

/**
 * A file that we keep, or can fetch, is shown; one that lies elsewhere is named: opening a message must not tell
 * another server of it.
 */
export function MessageFile({ file: { id, link, fileName }, form, media }: Props) {
  if (id === null) return link === null ? <Gone form={form} /> : <Elsewhere link={link} form={form} />
  const href = `${media}/${encodeURIComponent(id)}/content`
  if (form === 'image' || form === 'sticker')
    return (
      <Image
        unoptimized
        src={href}
        alt={form === 'sticker' ? 'Sticker' : 'Picture'}
        width={240}
        height={form === 'sticker' ? 120 : 180}
        className={`h-auto max-h-72 rounded-md object-contain ${form === 'sticker' ? 'w-28' : 'w-60 bg-sunken'}`}
      />
    )
  if (form === 'audio')
    return (
      <audio controls preload="none" src={href} className="w-64 max-w-full" aria-label="Audio">
        <track kind="captions" />
      </audio>
    )
  if (form === 'video')
    return (
      <video
        controls
        preload="none"
        src={href}
        className="max-h-72 w-60 rounded-md bg-sunken"
        aria-label="Video"
      >
        <track kind="captions" />
      </video>
    )
  return (
    <a href={href} className="flex min-h-6 items-center gap-2 font-semibold underline underline-offset-4">
      <FileText aria-hidden className="size-4 shrink-0" />
      <span className="[overflow-wrap:anywhere]">{fileName ?? 'Document'}</span>
    </a>
  )
}

function Elsewhere({ link, form }: { link: string; form: FileForm }) {
  const { Icon, word } = looks[form]
  return (
    <span className="flex items-start gap-2">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <span className="grid">
        <span>{word}</span>
        <a
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          className="flex items-start gap-1 text-ink-2 text-xs underline underline-offset-4"
        >
          <Link2 aria-hidden className="mt-0.5 size-3 shrink-0" />
          <span className="[overflow-wrap:anywhere]">{link}</span>
        </a>
      </span>
    </span>
  )
}

function Gone({ form }: { form: FileForm }) {
  return <span className="text-ink-2 italic">{looks[form].word}: the file is not known.</span>
}
