import type { OtpPreview } from '@/lib/templates/create-schema'

type Words = [body: string, security: string, expiry: string, copy: string, fill: string]

/**
 * What Meta writes for codes, in the languages that test mode begins with; English for all others. Live mode asks Meta
 * itself. Source of the English: Meta's page on authentication templates.
 */
const words: Record<string, Words> = {
  en: [
    '*{{1}}* is your verification code.',
    'For your security, do not share this code.',
    'This code expires in {n} minutes.',
    'Copy code',
    'Autofill',
  ],
  es: [
    '*{{1}}* es tu código de verificación.',
    'Por tu seguridad, no lo compartas.',
    'Este código caduca en {n} minutos.',
    'Copiar código',
    'Autocompletar',
  ],
  pt: [
    '*{{1}}* é seu código de verificação.',
    'Para sua segurança, não o compartilhe.',
    'Este código expira em {n} minutos.',
    'Copiar código',
    'Preencher',
  ],
  fr: [
    '*{{1}}* est votre code de vérification.',
    'Pour votre sécurité, ne le partagez pas.',
    'Ce code expire dans {n} minutes.',
    'Copier le code',
    'Remplir',
  ],
  de: [
    '*{{1}}* ist dein Verifizierungscode.',
    'Gib diesen Code aus Sicherheitsgründen nicht weiter.',
    'Dieser Code läuft in {n} Minuten ab.',
    'Code kopieren',
    'Ausfüllen',
  ],
  hi: [
    '*{{1}}* आपका सत्यापन कोड है.',
    'अपनी सुरक्षा के लिए, इस कोड को शेयर न करें.',
    'यह कोड {n} मिनट में समाप्त हो जाएगा.',
    'कोड कॉपी करें',
    'ऑटोफ़िल',
  ],
  id: [
    '*{{1}}* adalah kode verifikasi Anda.',
    'Demi keamanan Anda, jangan bagikan kode ini.',
    'Kode ini kedaluwarsa dalam {n} menit.',
    'Salin kode',
    'Isi otomatis',
  ],
}

type Options = { addSecurityRecommendation: boolean; codeExpirationMinutes: number | null }

export function sandboxPreview(language: string, options: Options): OtpPreview {
  const [base = 'en'] = language.split('_')
  const [body, security, expiry, button, autofill] = words[base] ?? words.en ?? ['', '', '', '', '']
  const minutes = options.codeExpirationMinutes
  return {
    language,
    body: options.addSecurityRecommendation ? `${body} ${security}` : body,
    footer: minutes === null ? null : expiry.replace('{n}', String(minutes)),
    button,
    autofill,
  }
}
