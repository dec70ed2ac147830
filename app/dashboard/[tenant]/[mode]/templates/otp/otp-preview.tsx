'use client'

import { useEffect, useState } from 'react'
import { postJson } from '@/components/forms/post-json'
import { PhoneBubble } from '@/components/templates/phone-bubble'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { type OtpPreview, OtpPreviews } from '@/lib/templates/create-schema'
import { languageName } from '@/lib/templates/language-schema'
import type { OtpType } from '@/lib/templates/otp-schema'
import { codeParts } from '../preview-parts'

type Props = {
  path: string
  account: string | undefined
  languages: string[]
  hasWarning: boolean
  minutes: number | null
  type: OtpType
  label: string
}

const pauseMilliseconds = 250

/** The message in each language, as Meta words it. */
export function OtpPreviewPane({ path, account, languages, hasWarning, minutes, type, label }: Props) {
  const [chosen, setChosen] = useState('en_US')
  const [read, setRead] = useState<{ previews: OtpPreviews | null; failure: string | null }>({
    previews: null,
    failure: null,
  })
  const asked = JSON.stringify({
    ...(account && { account }),
    languages: languages.length > 0 ? languages : ['en_US'],
    add_security_recommendation: hasWarning,
    code_expiration_minutes: minutes !== null && minutes >= 1 && minutes <= 90 ? Math.round(minutes) : null,
  })

  useEffect(() => {
    let isStale = false
    const timer = setTimeout(async () => {
      const posted = await postJson(`${path}/preview`, JSON.parse(asked), OtpPreviews)
      if (isStale) return
      if (posted.ok) setRead({ previews: posted.data, failure: null })
      else setRead((before) => ({ ...before, failure: posted.problem.detail ?? posted.problem.title }))
    }, pauseMilliseconds)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [path, asked])

  const language = languages.includes(chosen) ? chosen : (languages[0] ?? 'en_US')
  const preview = read.previews?.data.find((one) => one.language === language)
  return (
    <section aria-label="Preview" className="grid gap-3 lg:sticky lg:top-[calc(var(--banner)+1.25rem)]">
      {languages.length > 1 && (
        <Select
          aria-label="Language of the preview"
          value={language}
          onChange={(event) => setChosen(event.target.value)}
        >
          {languages.map((code) => (
            <option key={code} value={code}>
              {languageName(code)}
            </option>
          ))}
        </Select>
      )}
      {preview ? (
        <Bubbles preview={preview} type={type} label={label} />
      ) : (
        <Skeleton className="h-40 max-w-sm rounded-lg" />
      )}
      <p role="status" className="text-ink-3 text-xs">
        {read.failure
          ? `The preview could not be read: ${read.failure}`
          : read.previews?.source === 'sandbox'
            ? 'Test mode’s own words; in live mode they are Meta’s.'
            : read.previews && 'In Meta’s own words.'}
      </p>
    </section>
  )
}

/** One-tap and zero-tap are for Android; every other phone falls back to copying. */
function Bubbles({ preview, type, label }: { preview: OtpPreview; type: OtpType; label: string }) {
  const copy = label && type === 'copy_code' ? label : preview.button
  const copied = (
    <PhoneBubble components={codeParts(preview, copy)} language={preview.language} label="With copy code" />
  )
  if (type === 'copy_code') return copied
  return (
    <>
      <h2 className="font-semibold text-sm">In your Android app</h2>
      <PhoneBubble
        components={codeParts(preview, label || preview.autofill)}
        language={preview.language}
        label="In your Android app"
      />
      <h2 className="font-semibold text-sm">On iPhones and everywhere else</h2>
      {copied}
      <p className="text-ink-3 text-xs">
        There the code is copied. From iOS 26 on, the keyboard offers it as well.
      </p>
    </>
  )
}
