import { goSnippet, javaSnippet } from '@/lib/webhooks/snippets-compiled'
import { phpSnippet, pythonSnippet, rubySnippet, typescriptSnippet } from '@/lib/webhooks/snippets-scripted'

export type SnippetLanguage = 'typescript' | 'python' | 'php' | 'go' | 'ruby' | 'java'
export type Snippet = { language: SnippetLanguage; title: string; code: string }

/**
 * How to verify a delivery, with the standard library of each language and nothing else: over the raw body, in constant
 * time, within the tolerance, and with each of several signatures. A test runs every one of them.
 */
export const verificationSnippets: readonly Snippet[] = [
  { language: 'typescript', title: 'TypeScript', code: typescriptSnippet },
  { language: 'python', title: 'Python', code: pythonSnippet },
  { language: 'php', title: 'PHP', code: phpSnippet },
  { language: 'go', title: 'Go', code: goSnippet },
  { language: 'ruby', title: 'Ruby', code: rubySnippet },
  { language: 'java', title: 'Java', code: javaSnippet },
]
