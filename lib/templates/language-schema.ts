/** The languages that Meta takes for templates, by its own codes. */
export const templateLanguages = {
  af: 'Afrikaans',
  sq: 'Albanian',
  ar: 'Arabic',
  ar_EG: 'Arabic (Egypt)',
  ar_AE: 'Arabic (UAE)',
  ar_LB: 'Arabic (Lebanon)',
  ar_MA: 'Arabic (Morocco)',
  ar_QA: 'Arabic (Qatar)',
  ar_SA: 'Arabic (Saudi Arabia)',
  az: 'Azerbaijani',
  bn: 'Bengali',
  bg: 'Bulgarian',
  ca: 'Catalan',
  zh_CN: 'Chinese (China)',
  zh_HK: 'Chinese (Hong Kong)',
  zh_TW: 'Chinese (Taiwan)',
  hr: 'Croatian',
  cs: 'Czech',
  da: 'Danish',
  nl: 'Dutch',
  en: 'English',
  en_GB: 'English (UK)',
  en_US: 'English (US)',
  en_AU: 'English (Australia)',
  en_CA: 'English (Canada)',
  en_IN: 'English (India)',
  et: 'Estonian',
  fil: 'Filipino',
  fi: 'Finnish',
  fr: 'French',
  fr_CA: 'French (Canada)',
  fr_BE: 'French (Belgium)',
  ka: 'Georgian',
  de: 'German',
  el: 'Greek',
  gu: 'Gujarati',
  ha: 'Hausa',
  he: 'Hebrew',
  hi: 'Hindi',
  hu: 'Hungarian',
  id: 'Indonesian',
  ga: 'Irish',
  it: 'Italian',
  ja: 'Japanese',
  kn: 'Kannada',
  kk: 'Kazakh',
  rw_RW: 'Kinyarwanda',
  ko: 'Korean',
  ky_KG: 'Kyrgyz',
  lo: 'Lao',
  lv: 'Latvian',
  lt: 'Lithuanian',
  mk: 'Macedonian',
  ms: 'Malay',
  ml: 'Malayalam',
  mr: 'Marathi',
  nb: 'Norwegian',
  fa: 'Persian',
  pl: 'Polish',
  pt_BR: 'Portuguese (Brazil)',
  pt_PT: 'Portuguese (Portugal)',
  pa: 'Punjabi',
  ro: 'Romanian',
  ru: 'Russian',
  sr: 'Serbian',
  sk: 'Slovak',
  sl: 'Slovenian',
  es: 'Spanish',
  es_AR: 'Spanish (Argentina)',
  es_ES: 'Spanish (Spain)',
  es_MX: 'Spanish (Mexico)',
  es_CL: 'Spanish (Chile)',
  es_CO: 'Spanish (Colombia)',
  es_PE: 'Spanish (Peru)',
  es_VE: 'Spanish (Venezuela)',
  sw: 'Swahili',
  sv: 'Swedish',
  ta: 'Tamil',
  te: 'Telugu',
  th: 'Thai',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  uz: 'Uzbek',
  vi: 'Vietnamese',
  zu: 'Zulu',
} as const

/** Meta writes `en-US` in some webhooks and `en_US` everywhere else; we keep the second. */
export function normaliseLanguage(code: string): string {
  const [base = '', region] = code.split(/[-_]/)
  return region === undefined ? base.toLowerCase() : `${base.toLowerCase()}_${region.toUpperCase()}`
}

export function isTemplateLanguage(code: string): code is keyof typeof templateLanguages {
  return Object.hasOwn(templateLanguages, code)
}

/** The name of a language, or its code where Meta has one that we do not know yet. */
export function languageName(code: string): string {
  return isTemplateLanguage(code) ? templateLanguages[code] : code
}

/** A language that there is and that comes nearest to what was given. */
export function nearestLanguage(code: string): string | undefined {
  const normal = normaliseLanguage(code)
  if (isTemplateLanguage(normal)) return normal
  const [base = ''] = normal.split('_')
  return Object.keys(templateLanguages).find((known) => known === base || known.startsWith(`${base}_`))
}
