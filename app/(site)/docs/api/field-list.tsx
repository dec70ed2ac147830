import { TextLink, Words } from '../prose'
import type { Field } from './fields'

type Props = {
  title: string
  fields: Field[]
  note?: string
  /** Of what is sent it matters what must be there; of what is answered, what may be missing. */
  of: 'input' | 'answer'
}

/** Fields and what they mean; a definition list, so that it needs no width. */
export function FieldList({ title, fields, note, of }: Props) {
  if (fields.length === 0) return null
  return (
    <div className="min-w-0">
      <h3 className="border-b pb-1.5 font-semibold text-ink-3 text-xs">
        {title}
        {note && <span className="font-normal"> · {note}</span>}
      </h3>
      <dl>
        {fields.map(({ name, type, link, isRequired, words, fallback }) => (
          <div key={name} className="border-b py-2.5">
            <dt className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
              <span className="type-mono break-all text-[0.8125rem] text-ink">{name}</span>
              {link ? (
                <TextLink href={`#${link}`} className="text-ink-3 text-xs">
                  {type}
                </TextLink>
              ) : (
                <span className="min-w-0 break-words text-ink-3 text-xs">{type}</span>
              )}
              {of === 'input' && isRequired && <span className="text-amber text-xs">required</span>}
              {of === 'answer' && !isRequired && <span className="text-amber text-xs">not always</span>}
              {fallback !== undefined && <span className="text-ink-3 text-xs">default {fallback}</span>}
            </dt>
            <dd className="pt-0.5 text-ink-2 text-sm">
              <Words>{words}</Words>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
