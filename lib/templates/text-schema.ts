import type { Fault } from '@/lib/core/errors'
import { variablesOf } from '@/lib/templates/component-schema'

type Examples = {
  positional: readonly string[] | undefined
  named: readonly { param_name: string; example: string }[] | undefined
  /** Where they belong, below the component. */
  field: string
}

const variable = /\{\{([^{}]*)\}\}/g

/** The rules about variables in a text, with Meta's subcodes where they are known. */
export function lintText(
  text: string,
  path: string,
  format: 'positional' | 'named',
  examples: Examples,
): Fault[] {
  const names = variablesOf(text)
  return [
    ...lintBraces(text, `${path}.text`),
    ...lintNames(names, `${path}.text`, format),
    ...lintPlaces(text, `${path}.text`),
    ...lintRatio(text, names.length, `${path}.text`),
    ...lintExamples(names, `${path}.${examples.field}`, format, examples),
  ]
}

function lintBraces(text: string, path: string): Fault[] {
  const rest = text.replace(variable, '')
  if (!rest.includes('{{') && !rest.includes('}}')) return []
  const fix = 'Write a variable as {{1}} or {{first_name}}, with two braces on each side.'
  return [{ path, message: 'A variable is not closed.', fix }]
}

/** Numbered ones count from 1 without a gap. */
function lintNames(names: string[], path: string, format: 'positional' | 'named'): Fault[] {
  if (format === 'named') {
    const wrong = names.find((name) => !/^[a-z][a-z0-9_]*$/.test(name))
    if (wrong === undefined) return []
    const message = `{{${wrong}}} is no name of a variable.`
    return [{ path, message, fix: 'Begin with a letter; use lower-case letters, digits and underscores.' }]
  }
  const isCounted = [...names]
    .sort((a, b) => Number(a) - Number(b))
    .every((name, i) => name === String(i + 1))
  if (isCounted) return []
  const message = 'Numbered variables count from {{1}} without a gap.'
  return [{ path, message, fix: `Number them {{1}} to {{${names.length}}}, or use names throughout.` }]
}

/** Subcode 2388299 for the edges; next to each other is rejected as INVALID_FORMAT. */
function lintPlaces(text: string, path: string): Fault[] {
  const faults: Fault[] = []
  const trimmed = text.trim()
  if (/^\{\{[^{}]*\}\}/.test(trimmed))
    faults.push({
      path,
      message: 'A variable stands at the start.',
      fix: 'Put a word before it, such as “Hello”.',
    })
  if (/\{\{[^{}]*\}\}$/.test(trimmed))
    faults.push({
      path,
      message: 'A variable stands at the end.',
      fix: 'Put some words after it, such as “Thank you.”',
    })
  if (/\}\}\s*\{\{/.test(trimmed))
    faults.push({ path, message: 'Two variables stand next to each other.', fix: 'Put words between them.' })
  return faults
}

/** Subcode 2388293. Meta gives no formula; twice the variables and one more has been seen to pass. */
function lintRatio(text: string, count: number, path: string): Fault[] {
  if (count === 0) return []
  const words = text.replace(variable, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const least = 2 * count + 1
  const isDense = /[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Lao}]/u.test(
    text,
  )
  if (words >= least || isDense) return []
  const message = 'There are too many variables for so few words.'
  return [{ path, message, fix: `Write at least ${least} words beside the variables, or use fewer of them.` }]
}

function lintExamples(
  names: string[],
  path: string,
  format: 'positional' | 'named',
  { positional = [], named = [] }: Examples,
): Fault[] {
  const missing =
    format === 'named'
      ? names.filter((name) => !named.some((one) => one.param_name === name && one.example.trim() !== ''))
      : names.filter((_, index) => !positional[index]?.trim())
  if (missing.length === 0) return []
  const list = missing.map((name) => `{{${name}}}`).join(', ')
  return [
    { path, message: `Examples are missing for ${list}.`, fix: 'Give a sample of what will stand there.' },
  ]
}
