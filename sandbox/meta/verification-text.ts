const sentences: Record<string, [code: string, security: string]> = {
  en: ['*{{1}}* is your verification code.', 'For your security, do not share this code.'],
  es: ['*{{1}}* es tu código de verificación.', 'Por tu seguridad, no lo compartas.'],
  pt: ['*{{1}}* é seu código de verificação.', 'Para sua segurança, não o compartilhe.'],
  fr: ['*{{1}}* est votre code de vérification.', 'Pour votre sécurité, ne le partagez pas.'],
  de: ['*{{1}}* ist dein Verifizierungscode.', 'Gib diesen Code aus Sicherheitsgründen nicht weiter.'],
  hi: ['*{{1}}* आपका सत्यापन कोड है.', 'अपनी सुरक्षा के लिए, इस कोड को शेयर न करें.'],
  id: ['*{{1}}* adalah kode verifikasi Anda.', 'Demi keamanan Anda, jangan bagikan kode ini.'],
}

/** What Meta writes for an authentication template: nobody else may word it. */
export function verificationText(language: string, code: string): string {
  const base = language.split(/[_-]/)[0] ?? 'en'
  return (sentences[base] ?? sentences.en ?? []).join(' ').replace('{{1}}', () => code)
}

type Options = { security: boolean; minutes: number | null }

const more: Record<string, [expiry: string, copy: string, fill: string]> = {
  en: ['This code expires in {n} minutes.', 'Copy code', 'Autofill'],
  es: ['Este código caduca en {n} minutos.', 'Copiar código', 'Autocompletar'],
  pt: ['Este código expira em {n} minutos.', 'Copiar código', 'Preencher'],
  fr: ['Ce code expire dans {n} minutes.', 'Copier le code', 'Remplir'],
  de: ['Dieser Code läuft in {n} Minuten ab.', 'Code kopieren', 'Ausfüllen'],
  hi: ['यह कोड {n} मिनट में समाप्त हो जाएगा.', 'कोड कॉपी करें', 'ऑटोफ़िल'],
  id: ['Kode ini kedaluwarsa dalam {n} menit.', 'Salin kode', 'Isi otomatis'],
}

/** The parts of such a template in a language. */
export function verificationParts(language: string, { security, minutes }: Options) {
  const base = language.split(/[_-]/)[0] ?? 'en'
  const [code = '', warning = ''] = sentences[base] ?? sentences.en ?? []
  const [expiry, copy, fill] = more[base] ?? more.en ?? ['', '', '']
  return {
    body: security ? `${code} ${warning}` : code,
    footer: minutes === null ? undefined : expiry.replace('{n}', String(minutes)),
    copy,
    fill,
  }
}
