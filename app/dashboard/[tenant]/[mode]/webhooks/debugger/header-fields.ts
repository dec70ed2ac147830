export const headerNames = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
export type HeaderFields = Record<(typeof headerNames)[number], string>

/** As the door takes them: a header a line. What was left empty is left out, so that it is told to be missing. */
export function headerText(fields: HeaderFields): string {
  return headerNames
    .filter((name) => fields[name].trim() !== '')
    .map((name) => `${name}: ${fields[name].trim()}`)
    .join('\n')
}

/** The three of them in what somebody pasted: with the marks that curl, a browser or JSON puts around them. */
export function fieldsIn(text: string): HeaderFields {
  const found = (name: string) =>
    new RegExp(`^[\\s<>*"'{]*${name}["']?\\s*[:=]\\s*["']?(.*?)["',\\s}]*$`, 'im').exec(text)?.[1] ?? ''
  return {
    'webhook-id': found('webhook-id'),
    'webhook-timestamp': found('webhook-timestamp'),
    'webhook-signature': found('webhook-signature'),
  }
}
