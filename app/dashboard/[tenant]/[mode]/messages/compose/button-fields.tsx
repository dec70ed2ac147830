'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { buttonTitles, textAt, withButtons, withText } from './body-values'
import type { RequestBody } from './request-code'

/** Meta takes no more. */
const places = [0, 1, 2]
const titleLength = 20

type Props = { body: RequestBody; onChange: (body: RequestBody) => void }

export function ButtonFields({ body, onChange }: Props) {
  const titles = buttonTitles(body)
  const change = (next: string[]) => onChange(withButtons(body, next))
  return (
    <>
      <Field label="Text">
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            value={textAt(body, ['interactive', 'body', 'text'])}
            onChange={({ target }) => onChange(withText(body, ['interactive', 'body', 'text'], target.value))}
          />
        )}
      </Field>
      {places.slice(0, titles.length).map((index) => (
        <div key={index} className="flex items-end gap-2">
          <div className="flex-1">
            <Field label={`Button ${index + 1}`}>
              {(control) => (
                <Input
                  {...control}
                  value={titles[index]}
                  maxLength={titleLength}
                  onChange={({ target }) =>
                    change(titles.map((other, at) => (at === index ? target.value : other)))
                  }
                />
              )}
            </Field>
          </div>
          {titles.length > 1 && (
            <Button
              size="icon"
              variant="quiet"
              aria-label={`Take button ${index + 1} out`}
              onClick={() => change(titles.filter((_, at) => at !== index))}
            >
              <X aria-hidden className="size-4" />
            </Button>
          )}
        </div>
      ))}
      {titles.length < places.length && (
        <span>
          <Button onClick={() => change([...titles, ''])}>
            <Plus aria-hidden className="size-3.5" /> Add a button
          </Button>
        </span>
      )}
    </>
  )
}
